import { statements } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import { emitToCable, mayHearCable } from "../../platform/realtime/cable/emit-to-cable.ts";
import { loadCacheKeys } from "../accounts/cache-keys.ts";
import type { Contact } from "../contacts/contract.ts";
import { loadSyncedGroups, type SyncedGroup } from "../groups/load-synced-groups.ts";
import type { SenderRow } from "../messages/queries/load-messages.ts";
import { serializeEmbeddedMessage, serializeUserCard } from "../messages/serialize.ts";
import { conversationCard } from "./conversation-card.ts";
import { furtherTellings, type Telling } from "./further-tellings.ts";
import type { ConversationResource } from "./load-resources.ts";
import { accountRoom, cableContactRooms, cableTeamRooms } from "./rooms.ts";
import { scheduledOnCable } from "./scheduled-on-cable.ts";
import { makesListsStale, staleListsTelling } from "./stale-lists.ts";

/** What every payload carries. */
interface Envelope {
  account_id: number;
  performer?: Record<string, unknown>;
}

/**
 * Tells programs and visitors on `/cable` what happened, in the words of the contract (realtime §4). At most once, like
 * everything live: who was away fetches.
 */
export const announceToCable: Subscriber = {
  name: "cable",
  handles: "all",
  async consume(events, tx) {
    const heard = events.filter((event) => mayHearCable(roomsOfEvent(event)));
    if (heard.length === 0) return;
    const performers = await loadPerformers(tx, heard);
    const groups = await loadSyncedGroups(tx, heard.flatMap(groupId));
    const cacheKeys = heard.some(makesListsStale) ? await loadCacheKeys(tx) : null;
    for (const event of heard) {
      const performer = performers.get(performerId(event) ?? 0);
      const envelope: Envelope = { account_id: event.accountId, ...(performer && { performer }) };
      const group = groups.get(groupId(event)[0] ?? 0);
      const tellings = group ? [describeGroup(event, group)] : tellingsOf(event);
      if (cacheKeys && makesListsStale(event)) tellings.push(staleListsTelling(event, cacheKeys));
      for (const { rooms, event: name, data } of tellings) emitToCable(rooms, name, { ...data, ...envelope });
    }
  },
};

function roomsOfEvent(event: LoadedEvent): string[] {
  // People of the team are in the room of their account, whatever they may hear in it.
  const row = aboutConversations.has(event.type) ? (event.resource as ConversationResource | null)?.row : undefined;
  return [accountRoom(event.accountId), ...(row ? cableContactRooms(row) : [])];
}

function tellingsOf(event: LoadedEvent): Telling[] {
  const scheduled = scheduledOnCable(event);
  if (scheduled) return [scheduled];
  switch (event.type) {
    case "message.created":
    case "message.updated":
      return describeMessage(event);
    case "conversation.created":
    case "conversation.updated":
    case "conversation.status_changed":
    case "conversation.read":
    case "assignee.changed":
    case "conversation.contact_changed":
      return describeConversation(event);
    case "contact.created":
    case "contact.updated":
    case "contact.merged":
      return describeContact(event);
    // Who they were is not kept for a message about their deletion.
    case "contact.deleted":
      return [toAccount(event, "contact.deleted", { id: event.data.contact_id, type: "contact" })];
    default:
      return furtherTellings(event);
  }
}

const toAccount = ({ accountId }: LoadedEvent, event: string, data: Record<string, unknown>): Telling => ({
  rooms: [accountRoom(accountId)],
  event,
  data,
});

function describeMessage(event: Extract<LoadedEvent, { type: "message.created" | "message.updated" }>): Telling[] {
  const resource = event.resource as ConversationResource | null;
  if (!resource?.message) return [];
  const { row, message } = resource;
  const isInternal = message.private || message.messageType === 2;
  const rooms = [...cableTeamRooms(row), ...(isInternal ? [] : cableContactRooms(row))];
  const body = { ...serializeEmbeddedMessage(message) };
  if (event.type === "message.updated") {
    return [{ rooms, event: event.type, data: { ...body, previous_changes: event.data.changed ?? {} } }];
  }
  const { echo_id } = event.data;
  const told = [{ rooms, event: event.type, data: { ...body, ...(echo_id && { echo_id }) } }];
  const isFirstReply =
    message.messageType === 1 && row.firstReplyCreatedAt?.getTime() === message.createdAt.getTime() && !message.private;
  return isFirstReply ? [...told, { rooms: cableTeamRooms(row), event: "first.reply.created", data: body }] : told;
}

/** Events whose resource is a conversation, and which customers may hear. */
const aboutConversations = new Set<string>([
  "message.created",
  "message.updated",
  "conversation.created",
  "conversation.updated",
  "conversation.status_changed",
]);

/** Also the customer hears of these. */
const forContacts = new Set<string>(["conversation.created", "conversation.updated", "conversation.status_changed"]);

function describeConversation(event: LoadedEvent): Telling[] {
  const resource = event.resource as ConversationResource | null;
  if (!resource) return [];
  const { row } = resource;
  const data = conversationCard(resource);
  const team = cableTeamRooms(row);
  const told = [
    { rooms: forContacts.has(event.type) ? [...team, ...cableContactRooms(row)] : team, event: event.type, data },
  ];
  const changed = "changed" in event.data ? (event.data.changed ?? {}) : {};
  if (event.type !== "conversation.updated") return told;
  if ("team_id" in changed) told.push({ rooms: team, event: "team.changed" as typeof event.type, data });
  return told;
}

const groupId = (event: LoadedEvent): number[] =>
  event.type === "group.members_changed" ? [event.data.contact_id] : [];

/** The group and everybody in it, to the whole account (contract, groups §7). */
const describeGroup = (event: LoadedEvent, { contact, ...group }: SyncedGroup): Telling =>
  toAccount(event, "contact.group_synced", { ...contactCard(contact), ...group });

function describeContact(event: LoadedEvent): Telling[] {
  const contact = event.resource as Contact | null;
  return contact ? [toAccount(event, event.type, contactCard(contact))] : [];
}

function contactCard(contact: Contact): Record<string, unknown> {
  const { additional_attributes, custom_attributes, email, group_type, id, identifier, name, phone_number } = contact;
  const { thumbnail, blocked } = contact;
  const card = { additional_attributes, custom_attributes, email, group_type, id, identifier, name, phone_number };
  return { ...card, thumbnail, blocked, type: "contact" };
}

const performerId = ({ actor }: LoadedEvent): number | null =>
  actor?.kind === "user" && typeof actor.userId === "number" ? actor.userId : null;

async function loadPerformers(tx: Tx, events: LoadedEvent[]): Promise<Map<number, Record<string, unknown>>> {
  const ids = [...new Set(events.map(performerId).filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await statements(tx)<SenderRow[]>`
    select u.id, u.name, u.display_name as "displayName", u.avatar_key as "avatarKey", au.availability
    from users u left join account_users au on au.user_id = u.id and au.account_id = ${tx.accountId}
    where u.id = any(${ids}::bigint[])`;
  return new Map(rows.map((row) => [row.id, { ...serializeUserCard(row) }]));
}
