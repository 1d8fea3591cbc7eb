import { getCacheKeys } from "#server/domain/accounts/cache-keys.ts";
import * as accounts from "#server/domain/accounts/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(accounts.getCacheKeys, getCacheKeys);
