import { and, eq, isNull, sql } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { forgetInbox } from "./find-connected-inbox.ts";

/**
 * Takes an inbox out of sight at once; what belongs to it is removed in the background, in reaction to `inbox.deleted`
 * (contract, inboxes §2). Its phone number is free again.
 *
 * @throws not_found
 */
export async function deleteInbox(ctx: AccountContext, input: { id: number }): Promise<{ message: string }> {
  authorize(canManageInboxes(ctx));
  const row = await transaction(ctx, async (tx) => {
    const [deleted] = await tx.db
      .update(inboxes)
      .set({ deletedAt: new Date(), revision: sql`${inboxes.revision} + 1` })
      .where(and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, input.id), isNull(inboxes.deletedAt)))
      .returning({
        id: inboxes.id,
        accountId: inboxes.accountId,
        identifier: inboxes.identifier,
        name: inboxes.name,
      });
    if (!deleted) throw notFound(`inbox ${input.id}`);
    tx.emit("inbox.deleted", { inbox_id: deleted.id });
    noteChange(tx, { record: "Inbox", id: deleted.id, action: "destroy", changes: { name: deleted.name } });
    return deleted;
  });
  forgetInbox(row);
  return { message: "Your inbox deletion request will be processed in some time." };
}

/** The last step of removal: the row of an inbox that has nothing left. @returns the storage key of its picture */
export async function removeInboxRow(tx: Tx, inboxId: number): Promise<string | null> {
  const [row] = await tx.db
    .delete(inboxes)
    .where(and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, inboxId), sql`${inboxes.deletedAt} is not null`))
    .returning({ avatarKey: inboxes.avatarKey });
  return row?.avatarKey ?? null;
}
