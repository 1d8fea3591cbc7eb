import * as accounts from "#server/domain/accounts/contract.ts";
import { updateActiveAt } from "#server/domain/accounts/update-own-membership.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(accounts.updateActiveAt, updateActiveAt);
