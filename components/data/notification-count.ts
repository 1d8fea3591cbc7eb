"use client";

import { useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/notifications/contract.ts";
import { notificationKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountId } from "./viewer.tsx";

const unreadCount = endpoint<typeof contract.unreadCount>(
  "GET",
  "/api/v1/accounts/{account_id}/notifications/unread_count",
);
const readAll = endpoint<typeof contract.readAllNotifications>(
  "POST",
  "/api/v1/accounts/{account_id}/notifications/read_all",
);

/** How many notifications are unread; 0 until it is known. Events keep it true. */
export function useUnreadNotifications(): number {
  const account_id = useAccountId();
  const { data = 0 } = useQuery({
    queryKey: notificationKeys.count(account_id),
    queryFn: ({ signal }) => api(unreadCount, { account_id }, { signal }),
  });
  return data;
}

/** Who sees a conversation has seen what they were told about it. */
export async function readNotificationsAbout(accountId: number, conversationId: number): Promise<void> {
  await api(readAll, { account_id: accountId, conversation_id: conversationId });
}
