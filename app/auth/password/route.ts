import * as auth from "#server/domain/accounts/contract/sign-in.ts";
import { requestPasswordReset, resetPassword } from "#server/domain/accounts/reset-password.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(auth.requestPasswordReset, requestPasswordReset);
export const PUT = endpoint(auth.resetPassword, resetPassword);
export const PATCH = PUT;
