import * as contract from "#server/domain/accounts/contract/second-factor.ts";
import { verifySecondFactor } from "#server/domain/accounts/second-factor.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.verifySecondFactor, verifySecondFactor);
