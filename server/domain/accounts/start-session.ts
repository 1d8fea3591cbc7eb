import { and, eq, sql } from "drizzle-orm";
import { sessions } from "#db/schema/accounts.ts";
import { SESSION_SECONDS } from "../../platform/auth/session-cookie.ts";
import { writeTokenHeaders } from "../../platform/auth/token-headers.ts";
import type { Context } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";

/** Sign-ins a person may have of each kind; the one not used for longest goes (contract, conventions §2.2). */
const MOST_SESSIONS = 25;

/** Signs a person in to the screens. @returns id for the cookie */
export async function startWebSession(tx: Tx<Context>, userId: number): Promise<string> {
  const { id } = await insertSession(tx, { userId, kind: "web" });
  return id;
}

/** Signs in a client that keeps token headers. @returns the headers to answer with */
export async function startClientSession(
  tx: Tx<Context>,
  user: { id: number; email: string },
): Promise<Record<string, string>> {
  const tokens = { accessToken: newToken(), client: newToken(), uid: user.email };
  const { client, accessToken } = tokens;
  const { expiresAt } = await insertSession(tx, {
    userId: user.id,
    kind: "client",
    client,
    tokenHash: hashToken(accessToken),
  });
  return writeTokenHeaders(tokens, expiresAt);
}

type NewSession = Pick<typeof sessions.$inferInsert, "userId" | "kind" | "client" | "tokenHash">;

async function insertSession(tx: Tx<Context>, session: NewSession): Promise<{ id: string; expiresAt: Date }> {
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  const ip = tx.client?.address;
  const userAgent = tx.client?.userAgent?.slice(0, 255);
  const [row] = await tx.db
    .insert(sessions)
    .values({ ...session, ip, userAgent, expiresAt })
    .returning({ id: sessions.id });
  if (!row) throw new Error("The session was not inserted");
  await tx.db.delete(sessions).where(
    and(
      eq(sessions.userId, session.userId),
      eq(sessions.kind, session.kind),
      sql`${sessions.id} not in (select id from sessions where user_id = ${session.userId} and kind = ${session.kind}
        order by last_seen_at desc, created_at desc limit ${MOST_SESSIONS})`,
    ),
  );
  return { id: row.id, expiresAt };
}
