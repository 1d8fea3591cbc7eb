import { z } from "zod";
import { contact } from "../contacts/contract.ts";
import { conversation } from "../conversations/contract.ts";
import { message } from "../messages/contract.ts";
import { notification } from "../notifications/contract.ts";
import { recurringScheduledMessage } from "../scheduled-messages/contract/recurring.ts";
import { scheduledMessage } from "../scheduled-messages/contract.ts";

/** Old and new value of each changed field, by its name on the wire; counts are patched with it. */
const changed = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));

const person = z.object({ kind: z.enum(["user", "contact"]), id: z.number(), name: z.string() });

/**
 * Everything the server says to our own screens over the socket: whole resources, each with its `revision`, so that
 * order and repeats do not matter. `account_id` is in every payload.
 */
export const serverEvents = {
  "message.created": z.object({ account_id: z.number(), message, conversation }),
  "message.updated": z.object({ account_id: z.number(), message }),
  "conversation.created": z.object({ account_id: z.number(), conversation }),
  "conversation.updated": z.object({ account_id: z.number(), conversation, changed }),
  /** `changed` holds what the conversation was, so that the counts of the tabs go down. */
  "conversation.deleted": z.object({ account_id: z.number(), id: z.number(), changed }),
  /** Somebody mentioned the person whose screen this is. */
  "conversation.mentioned": z.object({ account_id: z.number(), conversation }),
  /** Who follows a conversation changed; its id is the display id. */
  "conversation.participants_changed": z.object({
    account_id: z.number(),
    id: z.number(),
    user_ids: z.array(z.number()),
  }),
  /** To one person alone. `replaced`: older ones that are gone; `sound_types`: null for the usual ones. */
  "notification.created": z.object({
    account_id: z.number(),
    notification,
    unread_count: z.number(),
    replaced: z.array(z.number()),
    sound_types: z.array(z.string()).nullable(),
  }),
  "notification.updated": z.object({ account_id: z.number(), notification, unread_count: z.number() }),
  "notification.deleted": z.object({ account_id: z.number(), id: z.number(), unread_count: z.number() }),
  /** Many of them at once: fetch again. */
  "notifications.changed": z.object({ account_id: z.number() }),
  "scheduled_message.created": z.object({ account_id: z.number(), scheduled_message: scheduledMessage }),
  "scheduled_message.updated": z.object({ account_id: z.number(), scheduled_message: scheduledMessage }),
  "scheduled_message.deleted": z.object({ account_id: z.number(), scheduled_message: scheduledMessage }),
  "recurring_scheduled_message.created": z.object({
    account_id: z.number(),
    recurring_scheduled_message: recurringScheduledMessage,
  }),
  "recurring_scheduled_message.updated": z.object({
    account_id: z.number(),
    recurring_scheduled_message: recurringScheduledMessage,
  }),
  "contact.updated": z.object({ account_id: z.number(), contact }),
  /** Two contacts became `contact`. */
  "contact.merged": z.object({ account_id: z.number(), contact, merged_contact_id: z.number() }),
  "group.members_changed": z.object({ account_id: z.number(), contact_id: z.number() }),
  "inbox.updated": z.object({ account_id: z.number(), inbox_id: z.number() }),
  "agents.changed": z.object({ account_id: z.number() }),
  /** Something that everybody lists was created, changed or deleted: a label, a team, a canned response… */
  "settings.changed": z.object({ account_id: z.number(), record: z.string() }),
  /** Rights changed: fetch lists again. */
  "access.changed": z.object({ account_id: z.number() }),
  typing: z.object({
    account_id: z.number(),
    conversation_id: z.number(),
    person,
    state: z.enum(["on", "off", "recording"]),
    is_private: z.boolean(),
  }),
  /** Who has the conversation open, complete. */
  viewers: z.object({
    account_id: z.number(),
    conversation_id: z.number(),
    viewers: z.array(z.object({ id: z.number(), name: z.string(), avatar_url: z.string() })),
  }),
  presence: z.object({ account_id: z.number(), users: z.record(z.string(), z.enum(["online", "busy", "offline"])) }),
  "server.restarting": z.object({}),
} as const;

export type ServerEventName = keyof typeof serverEvents;
export type ServerEvent<T extends ServerEventName> = z.infer<(typeof serverEvents)[T]>;

/** Everything our screens may say; anything else is ignored. Ids of conversations are display ids. */
export const clientEvents = {
  /** Sent after each connect; joins the rooms of this account. Acknowledged with `{ ok: boolean }`. */
  join: z.object({ account_id: z.number() }),
  typing: z.object({
    account_id: z.number(),
    conversation_id: z.number(),
    state: z.enum(["on", "off", "recording"]),
    is_private: z.boolean(),
  }),
  /** Heartbeat of an open thread, every 15 s; `null` leaves. */
  viewing: z.object({ account_id: z.number(), conversation_id: z.number().nullable() }),
  presence: z.object({ account_id: z.number() }),
} as const;
