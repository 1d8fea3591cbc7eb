import { type AccountContext, statements } from "../../platform/context.ts";
import type { Event } from "../../platform/events/event-types.ts";
import type { Notification } from "./contract.ts";
import { loadNotifications, notificationColumns, type StoredNotification } from "./load-notifications.ts";
import { serializeNotification } from "./serialize.ts";

/** What subscribers get about a notification (contract, realtime §4). */
export interface NotificationResource {
  /** Null once it is deleted. */
  notification: Notification | null;
  /** What the person has neither read nor put aside, and how many their list shows: the same number. */
  unread_count: number;
  count: number;
  /** For which types their screens make a sound; null: the defaults. */
  sound_types: string[] | null;
}

/** Reads notifications and counts for a batch of events in a fixed number of statements. */
export async function loadNotificationEvents(
  ctx: AccountContext,
  events: Event[],
): Promise<Map<number, NotificationResource>> {
  const told = events.filter((event) => "notification_id" in event.data) as Extract<
    Event,
    { data: { notification_id: number } }
  >[];
  const ids = told.map((event) => event.data.notification_id);
  const sql = statements(ctx);
  const rows = await sql<StoredNotification[]>`
    select ${notificationColumns(ctx)} from notifications n
    where n.account_id = ${ctx.accountId} and n.id = any(${ids}::bigint[])`;
  const loaded = new Map(
    (await loadNotifications(ctx, rows)).map((entry) => [entry.row.id, serializeNotification(entry)]),
  );
  const userIds = [...new Set(told.map((event) => event.data.user_id))];
  const counts = await sql<{ userId: number; unread: number; soundTypes: string[] | null }[]>`
    select u.id as "userId", s.sound_types as "soundTypes", (
      select count(*) from notifications n
      where n.account_id = ${ctx.accountId} and n.user_id = u.id and n.read_at is null and n.snoozed_until is null) as unread
    from unnest(${userIds}::bigint[]) as u (id)
    left join notification_settings s on s.account_id = ${ctx.accountId} and s.user_id = u.id`;
  const byUser = new Map(counts.map((row) => [row.userId, row]));
  return new Map(
    told.map((event) => {
      const own = byUser.get(event.data.user_id);
      const unread = own?.unread ?? 0;
      const notification = loaded.get(event.data.notification_id) ?? null;
      return [event.id, { notification, unread_count: unread, count: unread, sound_types: own?.soundTypes ?? null }];
    }),
  );
}
