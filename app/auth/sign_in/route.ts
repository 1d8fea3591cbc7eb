import * as auth from "#server/domain/accounts/contract/sign-in.ts";
import { redirectToSignIn, signIn } from "#server/domain/accounts/sign-in.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(auth.signInPage, redirectToSignIn);
export const POST = endpoint(auth.signIn, signIn);
