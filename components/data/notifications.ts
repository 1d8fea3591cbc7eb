"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type * as settingsContract from "#server/domain/notifications/contract/settings.ts";
import type * as contract from "#server/domain/notifications/contract.ts";
import type { Notification } from "#server/domain/notifications/contract.ts";
import { notificationKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import type { NotificationPage } from "./patch-notifications.ts";
import { useAccountId } from "./viewer.tsx";

export type { Notification };
export type NotificationSettings = settingsContract.NotificationSettings;

const listNotifications = endpoint<typeof contract.listNotifications>(
  "GET",
  "/api/v1/accounts/{account_id}/notifications",
);
const readNotification = endpoint<typeof contract.readNotification>(
  "PATCH",
  "/api/v1/accounts/{account_id}/notifications/{id}",
);
const unreadNotification = endpoint<typeof contract.unreadNotification>(
  "POST",
  "/api/v1/accounts/{account_id}/notifications/{id}/unread",
);
const snoozeNotification = endpoint<typeof contract.snoozeNotification>(
  "POST",
  "/api/v1/accounts/{account_id}/notifications/{id}/snooze",
);
const deleteNotification = endpoint<typeof contract.deleteNotification>(
  "DELETE",
  "/api/v1/accounts/{account_id}/notifications/{id}",
);
const readAll = endpoint<typeof contract.readAllNotifications>(
  "POST",
  "/api/v1/accounts/{account_id}/notifications/read_all",
);
const deleteAll = endpoint<typeof contract.deleteAllNotifications>(
  "POST",
  "/api/v1/accounts/{account_id}/notifications/destroy_all",
);
const getSettings = endpoint<typeof settingsContract.getNotificationSettings>(
  "GET",
  "/api/v1/accounts/{account_id}/notification_settings",
);
const updateSettings = endpoint<typeof settingsContract.updateNotificationSettings>(
  "PATCH",
  "/api/v1/accounts/{account_id}/notification_settings",
);

/** The server gives so many at once (contract, conventions §7). */
const PER_PAGE = 15;

/** What somebody was told, newest first; events keep it true. */
export function useNotificationList(withRead: boolean) {
  const accountId = useAccountId();
  const query = useInfiniteQuery({
    queryKey: notificationKeys.list(accountId, withRead),
    queryFn: async ({ pageParam, signal }): Promise<NotificationPage> => {
      const includes = withRead ? ["read"] : undefined;
      const { data } = await api(listNotifications, { account_id: accountId, page: pageParam, includes }, { signal });
      return { rows: data.payload, isLast: data.payload.length < PER_PAGE };
    },
    initialPageParam: 1,
    getNextPageParam: (last: NotificationPage, pages: NotificationPage[]) =>
      last.isLast ? undefined : pages.length + 1,
  });
  const rows = useMemo(() => {
    const all = query.data?.pages.flatMap((page) => page.rows) ?? [];
    return [...new Map(all.map((row) => [row.id, row])).values()];
  }, [query.data]);
  return { ...query, rows };
}

/** What one may do with what one was told. */
export type NotificationAct =
  | { act: "read" | "unread" | "remove"; id: number }
  | { act: "snooze"; id: number; until: number }
  | { act: "readAll" | "removeRead" };

/** Does it, and looks again: the events of it come to other tabs as well. */
export function useActOnNotifications() {
  const account_id = useAccountId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NotificationAct) => act(account_id, input),
    onSettled: () => client.invalidateQueries({ queryKey: notificationKeys.all(account_id) }),
  });
}

function act(account_id: number, input: NotificationAct): Promise<unknown> {
  switch (input.act) {
    case "read":
      return api(readNotification, { account_id, id: input.id });
    case "unread":
      return api(unreadNotification, { account_id, id: input.id });
    case "remove":
      return api(deleteNotification, { account_id, id: input.id });
    case "snooze":
      return api(snoozeNotification, { account_id, id: input.id, snoozed_until: input.until });
    case "readAll":
      return api(readAll, { account_id });
    case "removeRead":
      return api(deleteAll, { account_id, type: "read" });
  }
}

export function useNotificationSettings() {
  const account_id = useAccountId();
  return useQuery({
    queryKey: notificationKeys.settings(account_id),
    queryFn: ({ signal }) => api(getSettings, { account_id }, { signal }),
  });
}

/** Changes some lists; shown at once, taken back when the server refuses. */
export function useUpdateNotificationSettings() {
  const account_id = useAccountId();
  const client = useQueryClient();
  const key = notificationKeys.settings(account_id);
  type Chosen = Partial<
    Pick<NotificationSettings, "selected_email_flags" | "selected_push_flags" | "selected_sound_flags">
  >;
  return useMutation({
    mutationFn: (chosen: Chosen) => api(updateSettings, { account_id, ...chosen }),
    onMutate: (chosen) => {
      const before = client.getQueryData<NotificationSettings>(key);
      if (before) client.setQueryData(key, { ...before, ...chosen });
      return { before };
    },
    onError: (_error, _chosen, context) => client.setQueryData(key, context?.before),
    onSuccess: (settings) => client.setQueryData(key, settings),
  });
}
