"use client";

import { useEffect } from "react";
import { readNotificationsAbout, useUnreadNotifications } from "#components/data/notification-count.ts";
import { useAccountId } from "#components/data/viewer.tsx";

/** So long a conversation must be open before what was told about it counts as read. */
const LOOK_MS = 1_000;

/** Who opens a conversation has read what they were told about it. One request for each opening, and none while nothing is unread. */
export function useReadNotifications(conversationId: number | null): void {
  const accountId = useAccountId();
  const isAnyUnread = useUnreadNotifications() > 0;
  useEffect(() => {
    if (conversationId === null || !isAnyUnread) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") {
        readNotificationsAbout(accountId, conversationId).catch((error: unknown) =>
          console.warn("notifications could not be marked as read", error),
        );
      }
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [accountId, conversationId, isAnyUnread]);
}
