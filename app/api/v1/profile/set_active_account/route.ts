import * as profile from "#server/domain/accounts/contract/profile.ts";
import { setActiveAccount } from "#server/domain/accounts/update-own-membership.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PUT = endpoint(profile.setActiveAccount, setActiveAccount);
export const PATCH = PUT;
