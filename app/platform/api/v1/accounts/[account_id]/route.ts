import * as contract from "#server/domain/accounts/contract/platform.ts";
import {
  deletePlatformAccount,
  getPlatformAccount,
  updatePlatformAccount,
} from "#server/domain/accounts/platform-accounts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getPlatformAccount, getPlatformAccount);
export const PATCH = endpoint(contract.updatePlatformAccount, updatePlatformAccount);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deletePlatformAccount, deletePlatformAccount);
