import { eq } from "drizzle-orm";
import { accountUsers } from "#db/schema/accounts.ts";
import type { Context } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { insertEvents } from "../../platform/events/insert-events.ts";
import { recordChange } from "../audit-logs/note-change.ts";

/** Tells every account of the person that they signed in or out, for its audit log (contract, settings §15). */
export async function announceSignIn(
  tx: Tx<Context>,
  user: { id: number; name: string; email: string },
  action: "sign_in" | "sign_out",
): Promise<void> {
  const rows = await tx.db
    .select({ accountId: accountUsers.accountId })
    .from(accountUsers)
    .where(eq(accountUsers.userId, user.id));
  const actor = { kind: "user" as const, userId: user.id, name: user.name, email: user.email };
  const events = rows.map(({ accountId }) => ({
    accountId,
    type: "record.changed" as const,
    data: recordChange(tx, { record: "User", id: user.id, action, changes: {} }),
    actor,
  }));
  await insertEvents(tx.db, events);
}
