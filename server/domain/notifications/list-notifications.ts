import type { Fragment } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import { echoPage } from "../../platform/contract/fields.ts";
import type { Result } from "../../platform/contract/operation.ts";
import { openableConversations } from "../../policies/conversations.ts";
import { actingUserId } from "../accounts/queries.ts";
import type { NotificationListQuery, listNotifications as operation } from "./contract.ts";
import { loadNotifications, notificationColumns, type StoredNotification } from "./load-notifications.ts";
import { serializeNotification } from "./serialize.ts";

/** Rows of a page (contract, conventions §7). */
const PAGE_SIZE = 15;

/**
 * What the caller was told, newest first unless asked otherwise; without what was read or is snoozed unless that is included
 * (contract, settings §14). The page comes back as it was written: apps start their list anew at page "1". Conversations that they may no longer open are left out.
 */
export async function listNotifications(
  ctx: AccountContext,
  query: NotificationListQuery,
): Promise<Result<typeof operation>> {
  const sql = statements(ctx);
  const filter = listed(ctx, query.includes ?? []);
  const order = query.sort_order === "asc" ? sql`asc` : sql`desc`;
  const rows = await sql<StoredNotification[]>`
    select ${notificationColumns(ctx)} from notifications n ${visible(ctx)} and ${filter}
    order by n.last_activity_at ${order}, n.id ${order}
    limit ${PAGE_SIZE} offset ${((query.page ?? 1) - 1) * PAGE_SIZE}`;
  const [counts] = await sql<{ unread: number; listed: number }[]>`
    select count(*) filter (where n.read_at is null and n.snoozed_until is null) as unread,
      count(*) filter (where ${filter}) as listed
    from notifications n ${visible(ctx)}`;
  const loaded = await loadNotifications(ctx, rows);
  return {
    data: {
      meta: { unread_count: counts?.unread ?? 0, count: counts?.listed ?? 0, current_page: echoPage(query.page) },
      payload: loaded.map(serializeNotification),
    },
  };
}

/** How many the caller has neither read nor put aside. */
export async function unreadCount(ctx: AccountContext): Promise<number> {
  const [row] = await statements(ctx)<{ unread: number }[]>`
    select count(*) as unread from notifications n ${visible(ctx)} and n.read_at is null and n.snoozed_until is null`;
  return row?.unread ?? 0;
}

const visible = (ctx: AccountContext): Fragment => statements(ctx)`
  join conversations c on c.account_id = n.account_id and c.id = n.conversation_id
  where n.account_id = ${ctx.accountId} and n.user_id = ${actingUserId(ctx)} and ${openableConversations(ctx)}`;

function listed(ctx: AccountContext, includes: string[]): Fragment {
  const sql = statements(ctx);
  const read = includes.includes("read") ? sql`true` : sql`n.read_at is null`;
  const snoozed = includes.includes("snoozed") ? sql`true` : sql`n.snoozed_until is null`;
  return sql`${read} and ${snoozed}`;
}
