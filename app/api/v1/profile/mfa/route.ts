import * as contract from "#server/domain/accounts/contract/second-factor.ts";
import { disableSecondFactor, getSecondFactor, startSecondFactor } from "#server/domain/accounts/second-factor.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getSecondFactor, getSecondFactor);
export const POST = endpoint(contract.startSecondFactor, startSecondFactor);
export const DELETE = endpoint(contract.disableSecondFactor, disableSecondFactor);
