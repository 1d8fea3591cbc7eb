import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { actingUserId } from "../accounts/queries.ts";
import type * as contract from "./contract.ts";

/**
 * Marks everything of the caller as read, or what is about one conversation. Other clients of the contract hear no event of it
 * (settings §14); our own screens are told to look again.
 */
export async function readAllNotifications(
  ctx: AccountContext,
  input: Input<typeof contract.readAllNotifications>,
): Promise<void> {
  const { primary_actor_id: id = null, conversation_id: displayId = null } = input;
  await transaction(ctx, async (tx) => {
    const userId = actingUserId(tx);
    const read = await tx.sql`
      update notifications n set read_at = now(), snoozed_until = null, updated_at = now()
      where n.account_id = ${tx.accountId} and n.user_id = ${userId} and n.read_at is null
        and (${id}::bigint is null or n.conversation_id = ${id})
        and (${displayId}::bigint is null or n.conversation_id = (
          select c.id from conversations c where c.account_id = n.account_id and c.display_id = ${displayId}))
      returning n.id`;
    if (read.length > 0) tx.emit("notifications.changed", { user_id: userId });
  });
}

/** Deletes what the caller was told, in every account they are in; with type `read` only what was read. */
export async function deleteAllNotifications(
  ctx: AccountContext,
  input: Input<typeof contract.deleteAllNotifications>,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const userId = actingUserId(tx);
    await tx.sql`
      delete from notifications n using account_users au
      where au.user_id = ${userId} and n.account_id = au.account_id and n.user_id = au.user_id
        and (${input.type !== "read"} or n.read_at is not null)`;
    tx.emit("notifications.changed", { user_id: userId });
  });
}
