import * as accounts from "#server/domain/accounts/contract.ts";
import { getAccount } from "#server/domain/accounts/get-account.ts";
import { updateAccount } from "#server/domain/accounts/update-account.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(accounts.getAccount, getAccount);
export const PATCH = endpoint(accounts.updateAccount, updateAccount);
export const PUT = PATCH;
