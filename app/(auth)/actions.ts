"use server";

import { redirect } from "next/navigation";
import { confirmEmailOnWeb } from "#server/domain/accounts/confirm-email.ts";
import * as auth from "#server/domain/accounts/contract/sign-in.ts";
import { requestPasswordReset as requestReset, resetPasswordOnWeb } from "#server/domain/accounts/reset-password.ts";
import { setUpOnWeb } from "#server/domain/accounts/set-up.ts";
import { signInToWeb } from "#server/domain/accounts/sign-in.ts";
import { signOut as endSession } from "#server/domain/accounts/sign-out.ts";
import { encodeSessionCookie } from "#server/platform/auth/session-cookie.ts";
import type { ActionResult } from "#server/platform/http/action.ts";
import { action } from "../server-context.ts";
import { clearSessionCookie, setSessionCookie } from "../session.ts";

/** `email`, `password`, `next`: signs in and opens `next`, or the account worked in last. Comes back only when refused. */
export async function signIn(_previous: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await action(auth.signInToWeb, signInToWeb)(form);
  if (!result.ok) return result;
  await setSessionCookie(await encodeSessionCookie(result.data.session_id));
  redirect(ownPath(form.get("next")) ?? homeOf(result.data.account_id));
}

/** The fields of `SetUpForm`: creates the first account and opens it. Comes back only when refused. */
export async function setUp(_previous: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await action(auth.setUpOnWeb, setUpOnWeb)(form);
  if (!result.ok) return result;
  await setSessionCookie(await encodeSessionCookie(result.data.session_id));
  redirect(homeOf(result.data.account_id));
}

/** `email`: mails a link, if the address is known; the answer is the same. */
export const requestPasswordReset = action(auth.requestPasswordReset, requestReset);

/** `reset_password_token`, `password`, `password_confirmation`: goes to `/app/login?notice=password-changed`. */
export async function resetPassword(_previous: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await action(auth.resetPasswordOnWeb, resetPasswordOnWeb)(form);
  if (!result.ok) return result;
  redirect("/app/login?notice=password-changed");
}

/** `confirmation_token`: goes to `/app/login?notice=email-confirmed`. */
export async function confirmEmail(_previous: unknown, form: FormData): Promise<ActionResult<unknown>> {
  const result = await action(auth.confirmEmailOnWeb, confirmEmailOnWeb)(form);
  if (!result.ok) return result;
  redirect("/app/login?notice=email-confirmed");
}

/** Ends this sign-in here and at the server. */
export async function signOut(): Promise<void> {
  await action(auth.signOut, endSession)({});
  await clearSessionCookie();
  redirect("/app/login");
}

const homeOf = (accountId: number | null): string =>
  accountId === null ? "/app" : `/app/accounts/${accountId}/dashboard`;

/** Only pages of ours: an address elsewhere in a link to the sign-in page leads nowhere. */
function ownPath(next: FormDataEntryValue | null): string | null {
  return typeof next === "string" && /^\/app(\/(?!\/)[^\\]*)?$/.test(next) ? next : null;
}
