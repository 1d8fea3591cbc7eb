import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { applyEvent } from "#components/realtime/apply-event.ts";
import type { Notification } from "#server/domain/notifications/contract.ts";
import { notificationKeys } from "./account-keys.ts";
import type { NotificationPages } from "./patch-notifications.ts";

const ACCOUNT = 1;

const told = (id: number, change: Partial<Notification> = {}): Notification =>
  ({ id, read_at: null, snoozed_until: null, last_activity_at: 1000 + id, ...change }) as Notification;

/** What a client holds after it fetched these. */
function holding(rows: Notification[]): QueryClient {
  const client = new QueryClient();
  for (const withRead of [false, true]) {
    const shown = rows.filter((row) => row.snoozed_until === null && (withRead || row.read_at === null));
    client.setQueryData<NotificationPages>(notificationKeys.list(ACCOUNT, withRead), {
      pages: [{ rows: [...shown].sort((a, b) => b.id - a.id), isLast: true }],
      pageParams: [1],
    });
  }
  client.setQueryData(notificationKeys.count(ACCOUNT), rows.filter((row) => !row.read_at && !row.snoozed_until).length);
  return client;
}

const shown = (client: QueryClient) => ({
  count: client.getQueryData(notificationKeys.count(ACCOUNT)),
  lists: [false, true].map((withRead) =>
    client
      .getQueryData<NotificationPages>(notificationKeys.list(ACCOUNT, withRead))
      ?.pages.flatMap((page) => page.rows),
  ),
});

const read = told(2, { read_at: "2026-01-01T00:00:00.000Z" });
const aside = told(2, { snoozed_until: "2030-01-01T00:00:00.000Z" });

test.each([
  [
    "a new one, which takes the place of an older",
    [told(1), told(2)],
    (client: QueryClient) =>
      applyEvent({ client, accountId: ACCOUNT, me: 5 }, "notification.created", {
        account_id: ACCOUNT,
        notification: told(3),
        unread_count: 2,
        replaced: [1],
        sound_types: null,
      }),
    [told(2), told(3)],
  ],
  ...[read, aside].map(
    (after, index) =>
      [
        index === 0 ? "one that was read" : "one that was put aside",
        [told(1), told(2), told(3)],
        (client: QueryClient) =>
          applyEvent({ client, accountId: ACCOUNT, me: 5 }, "notification.updated", {
            account_id: ACCOUNT,
            notification: after,
            unread_count: 2,
          }),
        [told(1), after, told(3)],
      ] as const,
  ),
  [
    "one that is unread again",
    [told(1), read, told(3)],
    (client: QueryClient) =>
      applyEvent({ client, accountId: ACCOUNT, me: 5 }, "notification.updated", {
        account_id: ACCOUNT,
        notification: told(2),
        unread_count: 3,
      }),
    [told(1), told(2), told(3)],
  ],
  [
    "one that was deleted",
    [told(1), told(2)],
    (client: QueryClient) =>
      applyEvent({ client, accountId: ACCOUNT, me: 5 }, "notification.deleted", {
        account_id: ACCOUNT,
        id: 1,
        unread_count: 1,
      }),
    [told(2)],
  ],
] as const)("%s leaves what a fetch would bring, also when it is heard twice", (_name, before, hear, after) => {
  const client = holding([...before]);
  hear(client);
  hear(client);
  expect(shown(client)).toEqual(shown(holding([...after])));
});
