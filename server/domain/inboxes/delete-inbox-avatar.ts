import { and, eq, isNull, sql } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { forgetInbox } from "./find-connected-inbox.ts";
import { getInboxRow } from "./queries.ts";

/** Removes the picture of an inbox. Removing none is no error. @throws forbidden, not_found */
export async function deleteInboxAvatar(ctx: AccountContext, input: { id: number }): Promise<void> {
  authorize(canManageInboxes(ctx));
  const inbox = await transaction(ctx, async (tx) => {
    const row = await getInboxRow(tx, input.id);
    if (row.avatarKey === null) return row;
    await tx.db
      .update(inboxes)
      .set({ avatarKey: null, revision: sql`${inboxes.revision} + 1`, updatedAt: new Date() })
      .where(and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, row.id), isNull(inboxes.deletedAt)));
    tx.emit("inbox.updated", { inbox_id: row.id });
    return row;
  });
  forgetInbox(inbox);
  if (inbox.avatarKey) await runtime().storage.delete(inbox.avatarKey);
}
