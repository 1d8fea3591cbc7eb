import * as profile from "#server/domain/accounts/contract/profile.ts";
import { listSessions, revokeOtherSessions } from "#server/domain/accounts/revoke-session.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(profile.listSessions, listSessions);
export const DELETE = endpoint(profile.revokeOtherSessions, revokeOtherSessions);
