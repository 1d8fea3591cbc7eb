import * as contract from "#server/domain/accounts/contract/second-factor.ts";
import { renewBackupCodes } from "#server/domain/accounts/second-factor.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.renewBackupCodes, renewBackupCodes);
