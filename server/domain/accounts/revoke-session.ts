import { and, eq, ne } from "drizzle-orm";
import { sessions } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { announcePerson } from "./announce-person.ts";
import type { Session } from "./contract/profile.ts";
import { actingUserId, listSessionRows } from "./queries.ts";
import { serializeSession } from "./serialize.ts";

const currentId = (ctx: Context): string | undefined => (ctx.actor.kind === "user" ? ctx.actor.sessionId : undefined);

/** Where the caller is signed in, the latest first. */
export async function listSessions(ctx: Context): Promise<{ payload: Session[] }> {
  const rows = await listSessionRows(ctx, actingUserId(ctx));
  return { payload: rows.map((row) => serializeSession(row, currentId(ctx))) };
}

/** Signs out one browser or client of the caller, at its next request. @throws not_found for somebody else's */
export async function revokeSession(ctx: Context, input: { id: string }): Promise<void> {
  const userId = actingUserId(ctx);
  await transaction(ctx, async (tx) => {
    const gone = await tx.db
      .delete(sessions)
      .where(and(eq(sessions.id, input.id), eq(sessions.userId, userId)))
      .returning({ id: sessions.id });
    if (gone.length === 0) throw notFound("session");
    await announcePerson(tx, userId);
  });
}

/** Signs the caller out everywhere but here. */
export async function revokeOtherSessions(ctx: Context): Promise<void> {
  const userId = actingUserId(ctx);
  const keep = currentId(ctx);
  await transaction(ctx, async (tx) => {
    await tx.db.delete(sessions).where(and(eq(sessions.userId, userId), keep ? ne(sessions.id, keep) : undefined));
    await announcePerson(tx, userId);
  });
}
