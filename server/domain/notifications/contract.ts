import { z } from "zod";
import {
  attributeHash,
  echoedPage,
  isoInstant,
  listOf,
  pageIfAny,
  unixSeconds,
  wireId,
} from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { contactCard } from "../contacts/contract.ts";
import { embeddedMessage, userCard } from "../messages/contract.ts";

const base = "/api/v1/accounts/{account_id}/notifications";

/** A conversation as `/cable` has it (contract, realtime §3), as far as our own screens read it. */
const conversationCard = z.looseObject({
  id: z.number(),
  inbox_id: z.number(),
  meta: z.looseObject({ sender: contactCard }),
});

/** What somebody was told, for lists and realtime (contract, realtime §3). */
export const notification = z.object({
  id: z.number(),
  notification_type: z.string(),
  push_message_title: z.string(),
  push_message_body: z.string(),
  primary_actor_type: z.literal("Conversation"),
  /** The database id: the one place of the contract that shows it. */
  primary_actor_id: z.number(),
  primary_actor: conversationCard,
  secondary_actor: z.union([embeddedMessage, userCard]).nullable(),
  user: userCard,
  read_at: isoInstant.nullable(),
  snoozed_until: isoInstant.nullable(),
  created_at: unixSeconds,
  last_activity_at: unixSeconds,
  account_id: z.number(),
  /**
   * Ours: `unread_mention` when a mention in the same conversation was not read before this one took its place; `words` what its text
   * says where that is no message of the thread.
   */
  meta: attributeHash,
});
export type Notification = z.infer<typeof notification>;

/** The stored row, as changes answer it (contract, settings §14). */
export const notificationRow = z.object({
  id: z.number(),
  account_id: z.number(),
  user_id: z.number(),
  notification_type: z.string(),
  primary_actor_type: z.literal("Conversation"),
  primary_actor_id: z.number(),
  secondary_actor_type: z.string().nullable(),
  secondary_actor_id: z.number().nullable(),
  read_at: isoInstant.nullable(),
  snoozed_until: isoInstant.nullable(),
  last_activity_at: isoInstant,
  meta: attributeHash,
  created_at: isoInstant,
  updated_at: isoInstant,
});
export type NotificationRow = z.infer<typeof notificationRow>;

export const listQuery = z.object({
  page: pageIfAny,
  /** Without them: what is neither read nor snoozed. */
  includes: listOf(z.string()),
  sort_order: z.enum(["asc", "desc"]).catch("desc").default("desc"),
});
export type NotificationListQuery = z.infer<typeof listQuery>;

const common = { tag: "Notifications", callers: ["user"] } as const;
const params = z.object({ id: wireId });

export const listNotifications = operation({
  ...common,
  id: "notifications.list",
  method: "GET",
  path: base,
  summary: "What the caller was told, 15 a page",
  query: listQuery,
  response: z.object({
    data: z.object({
      meta: z.object({ unread_count: z.number(), count: z.number(), current_page: echoedPage }),
      payload: z.array(notification),
    }),
  }),
});

export const unreadCount = operation({
  ...common,
  id: "notifications.unread_count",
  method: "GET",
  path: `${base}/unread_count`,
  summary: "How many of them are unread",
  response: z.number(),
});

export const readNotification = operation({
  ...common,
  id: "notifications.read",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Mark as read",
  params,
  response: notificationRow,
});

export const unreadNotification = operation({
  ...common,
  id: "notifications.unread",
  method: "POST",
  path: `${base}/{id}/unread`,
  summary: "Mark as unread",
  params,
  response: notificationRow,
});

export const snoozeNotification = operation({
  ...common,
  id: "notifications.snooze",
  method: "POST",
  path: `${base}/{id}/snooze`,
  summary: "Put aside until a time; unread again then",
  params,
  /** Unix seconds. */
  body: z.object({ snoozed_until: z.coerce.number().int().positive().max(9_999_999_999) }),
  response: notificationRow,
});

export const deleteNotification = operation({
  ...common,
  id: "notifications.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete one",
  params,
});

export const readAllNotifications = operation({
  ...common,
  id: "notifications.read_all",
  method: "POST",
  path: `${base}/read_all`,
  summary: "Mark all as read, or all about one conversation",
  body: z.object({
    primary_actor_type: z.string().nullish(),
    /** The database id of the conversation, as lists show it. */
    primary_actor_id: wireId.nullish(),
    /** Ours: the same by the number that people see. */
    conversation_id: wireId.nullish(),
  }),
});

export const deleteAllNotifications = operation({
  ...common,
  id: "notifications.delete_all",
  method: "POST",
  path: `${base}/destroy_all`,
  summary: "Delete all of the caller's, in every account; with type `read` only what was read",
  body: z.object({ type: z.string().nullish() }),
});
