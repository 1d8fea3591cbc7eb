import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import { runtime } from "../../platform/runtime.ts";
import { announceSignIn } from "./announce-sign-in.ts";
import { type Credentials, checkCredentials } from "./check-credentials.ts";
import type { Profile } from "./contract/profile.ts";
import { loadProfile } from "./load-profile.ts";
import { listMemberships } from "./queries.ts";
import { startClientSession, startWebSession } from "./start-session.ts";

/** Signs in a client; the token headers come with the answer. @throws unauthenticated, too_many_requests */
export async function signIn(ctx: Context, input: Credentials): Promise<Reply<{ data: Profile }>> {
  const user = await checkCredentials(ctx, input);
  const headers = await transaction(ctx, async (tx) => {
    await announceSignIn(tx, user, "sign_in");
    return startClientSession(tx, user);
  });
  return reply({ data: await loadProfile(ctx, user.id) }, { headers });
}

/** Signs in to the screens. @returns the session for the cookie, and the account to open */
export async function signInToWeb(ctx: Context, input: Credentials) {
  const user = await checkCredentials(ctx, input);
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
