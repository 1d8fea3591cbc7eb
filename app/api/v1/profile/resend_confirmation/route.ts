import * as profile from "#server/domain/accounts/contract/profile.ts";
import { resendConfirmation } from "#server/domain/accounts/resend-confirmation.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(profile.resendConfirmation, resendConfirmation);
