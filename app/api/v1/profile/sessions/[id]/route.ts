import * as profile from "#server/domain/accounts/contract/profile.ts";
import { revokeSession } from "#server/domain/accounts/revoke-session.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(profile.revokeSession, revokeSession);
