import type { InfiniteData, QueryKey } from "@tanstack/react-query";
import type { Notification } from "#server/domain/notifications/contract.ts";
import type { ServerEvent } from "#server/domain/realtime/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { notificationKeys } from "./account-keys.ts";

/** A page of what somebody was told. */
export interface NotificationPage {
  rows: Notification[];
  isLast: boolean;
}

export type NotificationPages = InfiniteData<NotificationPage, number>;

/** Puts news on top; what it replaces goes. A repeat changes nothing. */
export function patchNewNotification(cache: AccountCache, event: ServerEvent<"notification.created">): void {
  const { notification, replaced, unread_count } = event;
  setCount(cache, unread_count);
  changeLists(cache, (rows) => [
    notification,
    ...rows.filter((row) => row.id !== notification.id && !replaced.includes(row.id)),
  ]);
}

/** Read, unread, put aside or back: it stays where it is, or leaves a list that does not show such. */
export function patchNotification(cache: AccountCache, event: ServerEvent<"notification.updated">): void {
  const { notification, unread_count } = event;
  setCount(cache, unread_count);
  changeLists(cache, (rows, withRead) => {
    const isShown = notification.snoozed_until === null && (withRead || notification.read_at === null);
    const others = rows.filter((row) => row.id !== notification.id);
    return isShown ? [...others, notification].sort(newestFirst) : others;
  });
}

export function patchDeletedNotification(cache: AccountCache, event: ServerEvent<"notification.deleted">): void {
  setCount(cache, event.unread_count);
  changeLists(cache, (rows) => rows.filter((row) => row.id !== event.id));
}

const newestFirst = (a: Notification, b: Notification) => b.last_activity_at - a.last_activity_at || b.id - a.id;

function setCount({ client, accountId }: AccountCache, count: number): void {
  client.setQueryData<number>(notificationKeys.count(accountId), count);
}

/** All rows then lie on the first page; those behind it are asked for by their number, as before. */
function changeLists(
  { client, accountId }: AccountCache,
  change: (rows: Notification[], withRead: boolean) => Notification[],
): void {
  const lists = client.getQueriesData<NotificationPages>({ queryKey: notificationKeys.lists(accountId) });
  for (const [key, pages] of lists) {
    if (!pages) continue;
    const rows = change(
      pages.pages.flatMap((page) => page.rows),
      withReadOf(key),
    );
    client.setQueryData<NotificationPages>(key, {
      ...pages,
      pages: pages.pages.map((page, index) => ({ ...page, rows: index === 0 ? rows : [] })),
    });
  }
}

const withReadOf = (key: QueryKey): boolean => key.at(-1) === true;
