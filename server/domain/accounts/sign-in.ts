import { AppError } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import { runtime } from "../../platform/runtime.ts";
import { announceSignIn } from "./announce-sign-in.ts";
import { type Credentials, checkCredentials } from "./check-credentials.ts";
import type { Profile } from "./contract/profile.ts";
import type { signIn as operation } from "./contract/sign-in.ts";
import { loadProfile } from "./load-profile.ts";
import { getUser, listMemberships, type UserRow } from "./queries.ts";
import { needsSecondFactor, readSecondStepToken, requireCode, secondStepToken } from "./require-second-factor.ts";
import { startClientSession, startWebSession } from "./start-session.ts";

/**
 * Signs in a client; the token headers come with the answer. Who has an app for one-time codes needs two steps: the first answers 206
 * with a token, the second brings that token and a code (contract, conventions §2.3).
 *
 * @throws unauthenticated, too_many_requests; bad_request for a wrong code
 */
export async function signIn(ctx: Context, input: Input<typeof operation>): Promise<Reply<Result<typeof operation>>> {
  if (input.mfa_token !== undefined) {
    const userId = readSecondStepToken(input.mfa_token);
    await requireCode(ctx, userId, input);
    return enter(ctx, await getUser(ctx, userId));
  }
  const user = await checkCredentials(ctx, { ...input, email: input.email ?? "" });
  // A link that another program asked for stands for both.
  if (input.sso_auth_token || !(await needsSecondFactor(ctx, user.id))) return enter(ctx, user);
  return reply({ mfa_required: true as const, mfa_token: secondStepToken(user.id) }, { status: 206 });
}

async function enter(ctx: Context, user: UserRow): Promise<Reply<{ data: Profile }>> {
  const headers = await transaction(ctx, async (tx) => {
    await announceSignIn(tx, user, "sign_in");
    return startClientSession(tx, user);
  });
  return reply({ data: await loadProfile(ctx, user.id) }, { headers });
}

/**
 * Signs in to the screens; a one-time code, where one is needed, comes along or is asked for.
 *
 * @returns the session for the cookie, and the account to open
 */
export async function signInToWeb(ctx: Context, input: Credentials & { otp_code?: string | undefined }) {
  const user = await checkCredentials(ctx, input);
  if (!input.sso_auth_token && (await needsSecondFactor(ctx, user.id))) {
    if (!input.otp_code) throw new AppError("refused", { public: "A code is needed", fields: ["otp_code"] });
    await requireCode(ctx, user.id, { otp_code: input.otp_code, backup_code: input.otp_code });
  }
  const sessionId = await transaction(ctx, async (tx) => {
    await announceSignIn(tx, user, "sign_in");
    return startWebSession(tx, user.id);
  });
  const [active] = await listMemberships(ctx, user.id);
  return { session_id: sessionId, account_id: active?.accountId ?? null };
}

/** Old links to the API's sign-in address end at the page (contract, conventions §2.3). */
export async function redirectToSignIn(): Promise<Reply> {
  return reply(undefined, { headers: { location: `${runtime().config.appUrl}/app/login?error=access-denied` } });
}
