import * as profile from "#server/domain/accounts/contract/profile.ts";
import { setAvailability } from "#server/domain/accounts/update-own-membership.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(profile.setAvailability, setAvailability);
