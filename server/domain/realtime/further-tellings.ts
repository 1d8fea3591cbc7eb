import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import type { NotificationResource } from "../notifications/load-notification-events.ts";
import type { RecurringRow } from "../scheduled-messages/queries/load-recurring.ts";
import type { ScheduledRow } from "../scheduled-messages/queries/load-scheduled.ts";
import { serializeRecurring, serializeScheduled } from "../scheduled-messages/serialize.ts";
import { conversationCard } from "./conversation-card.ts";
import type { ConversationResource } from "./load-resources.ts";
import { cableTeamRooms, userRoom } from "./rooms.ts";

/** Something to say on `/cable`. */
export interface Telling {
  rooms: string[];
  event: string;
  data: Record<string, unknown>;
}

/** What the contract tells beside messages, conversations and contacts (realtime §4). Nothing for events it does not have. */
export function furtherTellings(event: LoadedEvent): Telling[] {
  switch (event.type) {
    case "conversation.mentioned": {
      const resource = event.resource as ConversationResource | null;
      const rooms = [userRoom(event.data.user_id)];
      return resource ? [{ rooms, event: event.type, data: conversationCard(resource) }] : [];
    }
    case "notification.created":
    case "notification.updated":
    case "notification.deleted":
      return notificationTellings(event);
    case "scheduled_message.created":
    case "scheduled_message.updated": {
      const row = event.resource as ScheduledRow | null;
      return row ? [{ rooms: cableTeamRooms(row), event: event.type, data: { ...serializeScheduled(row) } }] : [];
    }
    case "scheduled_message.deleted": {
      const rooms = cableTeamRooms({ accountId: event.accountId, inboxId: event.data.inbox_id });
      return [{ rooms, event: event.type, data: event.data.resource }];
    }
    case "recurring_scheduled_message.created":
    case "recurring_scheduled_message.updated": {
      const row = event.resource as RecurringRow | null;
      return row ? [{ rooms: cableTeamRooms(row), event: event.type, data: { ...serializeRecurring(row) } }] : [];
    }
    default:
      return [];
  }
}

function notificationTellings(
  event: Extract<LoadedEvent, { type: "notification.created" | "notification.updated" | "notification.deleted" }>,
): Telling[] {
  const resource = event.resource as NotificationResource | null;
  if (!resource) return [];
  const { notification, unread_count, count } = resource;
  const rooms = [userRoom(event.data.user_id)];
  const gone = (id: number): Telling => ({
    rooms,
    event: "notification.deleted",
    data: { notification: { id }, unread_count, count },
  });
  if (event.type === "notification.deleted" || !notification) return [gone(event.data.notification_id)];
  // What a new one took the place of is gone for every client.
  const replaced = event.type === "notification.created" ? event.data.replaced.map(gone) : [];
  return [...replaced, { rooms, event: event.type, data: { notification, unread_count, count } }];
}
