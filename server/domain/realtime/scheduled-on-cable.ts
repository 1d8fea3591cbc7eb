import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import type { RecurringScheduledMessage } from "../scheduled-messages/contract/recurring.ts";
import type { ScheduledMessage } from "../scheduled-messages/contract.ts";
import type { RecurringRow } from "../scheduled-messages/queries/load-recurring.ts";
import type { ScheduledRow } from "../scheduled-messages/queries/load-scheduled.ts";
import { serializeRecurring, serializeScheduled } from "../scheduled-messages/serialize.ts";
import { cableTeamRooms } from "./rooms.ts";

/**
 * What programs on `/cable` hear of scheduled messages and series (contract, scheduled-messages §6): the object of REST, with its author
 * as sockets have people, to administrators and members of the inbox.
 *
 * @returns null for events of other kinds, and when the message is gone
 */
export function scheduledOnCable(
  event: LoadedEvent,
): { rooms: string[]; event: string; data: Record<string, unknown> } | null {
  const object = objectOf(event);
  if (!object) return null;
  const { author, ...rest } = object;
  const rooms = cableTeamRooms({ accountId: event.accountId, inboxId: object.inbox_id });
  return { rooms, event: event.type, data: { ...rest, ...(author && { author: socketAuthor(author) }) } };
}

function objectOf(event: LoadedEvent): ScheduledMessage | RecurringScheduledMessage | null {
  switch (event.type) {
    case "scheduled_message.created":
    case "scheduled_message.updated":
      return event.resource ? withoutRule(serializeScheduled(event.resource as ScheduledRow)) : null;
    case "scheduled_message.deleted":
      return withoutRule(event.data.resource as ScheduledMessage);
    case "recurring_scheduled_message.created":
    case "recurring_scheduled_message.updated":
      return event.resource ? serializeRecurring(event.resource as RecurringRow) : null;
    default:
      return null;
  }
}

function withoutRule({ recurrence_rule, ...message }: ScheduledMessage): ScheduledMessage {
  return message;
}

type Author = NonNullable<ScheduledMessage["author"]>;

function socketAuthor(author: Author): Record<string, unknown> {
  if (!("available_name" in author)) return author;
  const { id, name, available_name, availability_status, thumbnail } = author;
  return { id, name, available_name, availability_status, avatar_url: thumbnail, thumbnail, type: "user" };
}
