import { confirmEmail } from "#server/domain/accounts/confirm-email.ts";
import * as auth from "#server/domain/accounts/contract/sign-in.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(auth.confirmEmail, confirmEmail);
