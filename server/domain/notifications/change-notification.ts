import type { Fragment } from "postgres";
import { invalid, notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { actingUserId } from "../accounts/queries.ts";
import type { NotificationRow } from "./contract.ts";
import { notificationColumns, type StoredNotification } from "./load-notifications.ts";
import { serializeNotificationRow } from "./serialize.ts";

interface Which {
  id: number;
}

/** Marks one as read. @throws not_found also for notifications of others */
export const readNotification = (ctx: AccountContext, input: Which): Promise<NotificationRow> =>
  change(ctx, input, (tx) => tx.sql`read_at = coalesce(n.read_at, now()), snoozed_until = null`);

/** Marks one as unread, also one that was put aside. @throws not_found */
export const unreadNotification = (ctx: AccountContext, input: Which): Promise<NotificationRow> =>
  change(ctx, input, (tx) => tx.sql`read_at = null, snoozed_until = null`);

/** Puts one aside until a time, when it is unread again. @throws not_found; invalid for a time that has passed */
export async function snoozeNotification(
  ctx: AccountContext,
  input: Which & { snoozed_until: number },
): Promise<NotificationRow> {
  const until = new Date(input.snoozed_until * 1000);
  if (until.getTime() <= Date.now()) throw invalid("snoozed_until", "Snoozed until must be in the future");
  return change(ctx, input, (tx) => tx.sql`snoozed_until = ${until.toISOString()}`);
}

/** Deletes one. @throws not_found */
export async function deleteNotification(ctx: AccountContext, input: Which): Promise<void> {
  await transaction(ctx, async (tx) => {
    const userId = actingUserId(tx);
    const [row] = await tx.sql`
      delete from notifications where account_id = ${tx.accountId} and user_id = ${userId} and id = ${input.id} returning id`;
    if (!row) throw notFound(`notification ${input.id}`);
    tx.emit("notification.deleted", { notification_id: input.id, user_id: userId });
  });
}

async function change(ctx: AccountContext, { id }: Which, set: (tx: Tx) => Fragment): Promise<NotificationRow> {
  return transaction(ctx, async (tx) => {
    const userId = actingUserId(tx);
    const [row] = await tx.sql<StoredNotification[]>`
      update notifications n set ${set(tx)}, updated_at = now()
      where n.account_id = ${tx.accountId} and n.user_id = ${userId} and n.id = ${id}
      returning ${notificationColumns(tx)}`;
    if (!row) throw notFound(`notification ${id}`);
    tx.emit("notification.updated", { notification_id: id, user_id: userId });
    return serializeNotificationRow(row);
  });
}
