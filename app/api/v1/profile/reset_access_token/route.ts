import * as profile from "#server/domain/accounts/contract/profile.ts";
import { resetAccessToken } from "#server/domain/accounts/reset-access-token.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(profile.resetAccessToken, resetAccessToken);
