import * as auth from "#server/domain/accounts/contract/sign-in.ts";
import { signOut } from "#server/domain/accounts/sign-out.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(auth.signOut, signOut);
