import { eq } from "drizzle-orm";
import { accountUsers } from "#db/schema/accounts.ts";
import type { Context } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { insertEvents } from "../../platform/events/insert-events.ts";

/** Tells every account of the person that something about them changed: name, picture, role, sign-ins. */
export async function announcePerson(tx: Tx<Context>, userId: number): Promise<void> {
  const rows = await tx.db
    .select({ accountId: accountUsers.accountId })
    .from(accountUsers)
    .where(eq(accountUsers.userId, userId));
  const events = rows.map(({ accountId }) => ({
    accountId,
    type: "agent.changed" as const,
    data: { user_id: userId },
    actor: tx.actor,
  }));
  await insertEvents(tx.db, events);
}
