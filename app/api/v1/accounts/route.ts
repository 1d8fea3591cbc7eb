import * as auth from "#server/domain/accounts/contract/sign-in.ts";
import { setUp } from "#server/domain/accounts/set-up.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(auth.setUp, setUp);
