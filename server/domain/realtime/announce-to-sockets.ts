import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import { emitToRooms } from "../../platform/realtime/emit.ts";
import type { Contact } from "../contacts/contract.ts";
import { serializeMessage } from "../messages/serialize.ts";
import type { ConversationResource } from "./load-resources.ts";
import { accountRoom, conversationRooms, inboxRoom, userRoom } from "./rooms.ts";

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
  switch (event.type) {
    case "message.created":
    case "message.updated":
      return announceMessage(event, event.resource as ConversationResource | null);
    case "conversation.created":
    case "conversation.updated":
    case "conversation.read":
      return announceConversation(event, event.resource as ConversationResource | null);
    case "conversation.deleted":
      return emitToRooms([inboxRoom(event.data.inbox_id)], "conversation.deleted", {
        account_id: event.accountId,
        id: event.data.display_id,
        changed: {},
      });
    case "contact.updated":
      if (!event.resource) return;
      return emitToRooms([accountRoom(event.accountId)], "contact.updated", {
        account_id: event.accountId,
        contact: event.resource as Contact,
      });
    default:
      return announceAccess(event);
  }
}

function announceMessage(event: Extract<LoadedEvent, { type: "message.created" | "message.updated" }>, resource: ConversationResource | null): void {
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
  return typeof formerTeam === "number" ? [`team:${formerTeam}`] : [];
}

function announceAccess(event: LoadedEvent): void {
  const account_id = event.accountId;
  switch (event.type) {
    case "group.members_changed":
      return emitToRooms([accountRoom(account_id)], "group.members_changed", { account_id, contact_id: event.data.contact_id });
    case "inbox.created":
    case "inbox.updated":
    case "inbox.deleted":
      return emitToRooms([accountRoom(account_id)], "inbox.updated", { account_id, inbox_id: event.data.inbox_id });
    case "inbox_members.changed":
      return emitToRooms(event.data.user_ids.map(userRoom), "access.changed", { account_id });
    case "agent.changed":
    case "agent.removed":
      return emitToRooms([accountRoom(account_id)], "agents.changed", { account_id });
    default:
      return undefined;
  }
}
