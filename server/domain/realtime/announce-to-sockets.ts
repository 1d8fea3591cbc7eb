import type { RecordName } from "../../platform/events/event-types.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import { emitToRooms } from "../../platform/realtime/emit.ts";
import type { Contact } from "../contacts/contract.ts";
import { serializeMessage } from "../messages/serialize.ts";
import type { NotificationResource } from "../notifications/load-notification-events.ts";
import { announceScheduled } from "./announce-scheduled.ts";
import type { ConversationResource } from "./load-resources.ts";
import { accountRoom, administratorsRoom, conversationRooms, inboxRoom, teamRoom, userRoom } from "./rooms.ts";

/**
 * Tells our screens what happened: the whole current resource to those who may see it, one emit however many they are. A repeat is
 * harmless, because clients compare revisions.
 */
export const announceToSockets: Subscriber = {
  name: "realtime",
  handles: "all",
  async consume(events) {
    for (const event of events) announce(event);
  },
};

function announce(event: LoadedEvent): void {
  if (announceScheduled(event)) return;
  if (event.type === "message.created" || event.type === "message.updated") {
    announceMessage(event, event.resource as ConversationResource | null);
  } else if (event.type === "conversation.deleted") {
    const { inbox_id, display_id } = event.data;
    const rooms = [administratorsRoom(event.accountId), inboxRoom(inbox_id)];
    emitToRooms(rooms, "conversation.deleted", { account_id: event.accountId, id: display_id, changed: {} });
  } else if (announcedConversations.has(event.type)) {
    announceConversation(event, event.resource as ConversationResource | null);
  } else if (!announceToPerson(event)) {
    announceToAccount(event);
  }
}

/** The special ones (status, assignee) come with a `conversation.updated` of their own. */
const announcedConversations = new Set<string>(["conversation.created", "conversation.updated", "conversation.read"]);

function announceMessage(
  event: Extract<LoadedEvent, { type: "message.created" | "message.updated" }>,
  resource: ConversationResource | null,
): void {
  if (!resource?.message) return;
  const echoId = event.type === "message.created" ? event.data.echo_id : undefined;
  emitToRooms(conversationRooms(resource.row), event.type, {
    account_id: event.accountId,
    message: serializeMessage(resource.message, echoId),
    ...(event.type === "message.created" && { conversation: resource.conversation }),
  });
}

function announceConversation(event: LoadedEvent, resource: ConversationResource | null): void {
  if (!resource) return;
  const changed = event.type === "conversation.updated" ? event.data.changed : {};
  // Also to the rooms it has left, so that it disappears there.
  const rooms = new Set([...conversationRooms(resource.row), ...formerRooms(changed)]);
  emitToRooms([...rooms], event.type === "conversation.created" ? "conversation.created" : "conversation.updated", {
    account_id: event.accountId,
    conversation: resource.conversation,
    ...(event.type !== "conversation.created" && { changed }),
  });
}

function formerRooms(changed: Record<string, [unknown, unknown]>): string[] {
  const formerTeam = changed.team_id?.[0];
  return typeof formerTeam === "number" ? [teamRoom(formerTeam)] : [];
}

/** What every member can list. */
const listed: ReadonlySet<RecordName> = new Set([
  "AgentBot",
  "CannedResponse",
  "CustomAttributeDefinition",
  "DashboardApp",
  "Label",
  "Team",
]);

/** What concerns one person alone, or those who see a conversation. @returns false for events of other kinds */
function announceToPerson(event: LoadedEvent): boolean {
  const account_id = event.accountId;
  switch (event.type) {
    case "conversation.mentioned": {
      const resource = event.resource as ConversationResource | null;
      const payload = resource && { account_id, conversation: resource.conversation };
      if (payload) emitToRooms([userRoom(event.data.user_id)], event.type, payload);
      return true;
    }
    case "conversation.participants_changed": {
      const resource = event.resource as ConversationResource | null;
      const { user_ids } = event.data;
      const rooms = resource ? [...conversationRooms(resource.row), ...user_ids.map(userRoom)] : [];
      emitToRooms(rooms, event.type, { account_id, id: resource?.row.displayId, user_ids });
      return true;
    }
    case "notification.created":
    case "notification.updated":
    case "notification.deleted":
      announceNotification(event, event.resource as NotificationResource | null);
      return true;
    case "notifications.changed":
      emitToRooms([userRoom(event.data.user_id)], event.type, { account_id });
      return true;
    default:
      return false;
  }
}

function announceNotification(
  event: Extract<LoadedEvent, { type: "notification.created" | "notification.updated" | "notification.deleted" }>,
  resource: NotificationResource | null,
): void {
  if (!resource) return;
  const rooms = [userRoom(event.data.user_id)];
  const { notification, unread_count, sound_types } = resource;
  const account_id = event.accountId;
  if (event.type === "notification.deleted" || !notification) {
    const id = event.data.notification_id;
    emitToRooms(rooms, "notification.deleted", { account_id, id, unread_count });
    return;
  }
  emitToRooms(rooms, event.type, {
    account_id,
    notification,
    unread_count,
    ...(event.type === "notification.created" && { replaced: event.data.replaced, sound_types }),
  });
}

/** What every member may know, and what concerns some people's rights. */
function announceToAccount(event: LoadedEvent): void {
  const account_id = event.accountId;
  const everybody = [accountRoom(account_id)];
  switch (event.type) {
    case "contact.updated":
      if (event.resource) emitToRooms(everybody, "contact.updated", { account_id, contact: event.resource as Contact });
      break;
    case "contact.merged":
      if (event.resource) {
        const { merged_contact_id } = event.data;
        emitToRooms(everybody, "contact.merged", { account_id, contact: event.resource as Contact, merged_contact_id });
      }
      break;
    case "group.members_changed":
      emitToRooms(everybody, "group.members_changed", { account_id, contact_id: event.data.contact_id });
      break;
    case "inbox.created":
    case "inbox.updated":
    case "inbox.deleted":
      emitToRooms(everybody, "inbox.updated", { account_id, inbox_id: event.data.inbox_id });
      break;
    case "inbox_members.changed":
    case "team_members.changed":
      emitToRooms(event.data.user_ids.map(userRoom), "access.changed", { account_id });
      break;
    case "agent.changed":
    case "agent.removed":
      emitToRooms(everybody, "agents.changed", { account_id });
      break;
    case "record.changed":
      if (listed.has(event.data.record))
        emitToRooms(everybody, "settings.changed", { account_id, record: event.data.record });
      break;
  }
}
