import * as contract from "#server/domain/accounts/contract/platform.ts";
import { createPlatformAccount, listPlatformAccounts } from "#server/domain/accounts/platform-accounts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listPlatformAccounts, listPlatformAccounts);
export const POST = endpoint(contract.createPlatformAccount, createPlatformAccount);
