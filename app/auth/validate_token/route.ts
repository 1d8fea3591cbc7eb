import * as auth from "#server/domain/accounts/contract/sign-in.ts";
import { validateToken } from "#server/domain/accounts/validate-token.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(auth.validateToken, validateToken);
