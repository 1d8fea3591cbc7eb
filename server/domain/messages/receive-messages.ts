import type { InboundChat, InboundMessage } from "../../channels/channel.ts";
import type { InboundPerson } from "../../channels/inbound-person.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { recordContactActivity } from "../contacts/record-contact-activity.ts";
import { type UpsertedContactInbox, upsertContactInboxes } from "../contacts/upsert-contact-inboxes.ts";
import { createConversations, lockOpenConversations } from "../conversations/open-for-inbound.ts";
import { recordMessages } from "../conversations/record-messages.ts";
import { noteGroupSenders } from "../groups/note-group-senders.ts";
import { findKnownMessages } from "./find-known-messages.ts";
import { inboundRow } from "./inbound-row.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import type { InsertedMessage } from "./insert-inbound-messages.ts";
import { insertNewMessages, type RowOfChat } from "./insert-new-messages.ts";
import { resolveInboundMentions } from "./resolve-inbound-mentions.ts";

/** A message and when its webhook arrived. */
export interface ReceivedMessage {
  message: InboundMessage;
  receivedAt: Date;
}

/**
 * Takes in any number of messages of one inbox, in their order, with a fixed number of statements: contacts, conversations
 * (locked before the insert), messages, conversation rows. A message that is known already changes nothing.
 *
 * @returns the messages that were new
 */
export async function receiveMessages(
  tx: Tx,
  inbox: IngestInbox,
  received: ReceivedMessage[],
): Promise<InsertedMessage[]> {
  if (received.length === 0) return [];
  const people = await upsertPeople(tx, inbox, received);
  const conversationOf = await findConversations(tx, inbox, { received, people });
  const rows = received.map(({ message, receivedAt }): RowOfChat => {
    const senderId = message.sender ? people.ofPerson(message.sender).contactId : null;
    const row = inboundRow(message, { conversationId: conversationOf(message), senderId, receivedAt });
    return { row, contactId: people.of(message.chat).contactId, ownId: ownIdOf(inbox, message) };
  });
  await resolveInboundMentions(
    tx,
    inbox.id,
    rows.map(({ row }) => row),
  );
  const inserted = await insertNewMessages(tx, inbox.id, rows);
  await recordMessages(tx, inserted.map(toRecorded), inbox.rules.hasActiveBot);
  await noteGroupSenders(tx, groupSenders(received, people));
  await recordContactActivity(
    tx,
    inserted.flatMap(({ senderId, createdAt }) => (senderId === null ? [] : [{ contactId: senderId, at: createdAt }])),
  );
  for (const message of inserted) {
    tx.emit("message.created", { message_id: message.id, conversation_id: message.conversationId });
  }
  return inserted;
}

/** The id of a message that bears the same one as a message of another chat. */
const ownIdOf = (inbox: IngestInbox, { id, chat }: InboundMessage): string => `${id}@${inbox.channel.sourceId(chat)}`;

/**
 * Where each message belongs. New conversations are begun for new messages only: what comes again after its conversation was resolved,
 * as the echo of an answer does, has its place already.
 */
async function findConversations(
  tx: Tx,
  inbox: IngestInbox,
  { received, people }: { received: ReceivedMessage[]; people: People },
): Promise<(message: InboundMessage) => number> {
  const chats = people.chats();
  const chatOf = (message: InboundMessage) => people.of(message.chat).contactInboxId;
  const open = await lockOpenConversations(tx, inbox.rules, chats);
  const homeless = received.map(({ message }) => message).filter((message) => !open.has(chatOf(message)));
  const contactOf = (message: InboundMessage) => people.of(message.chat).contactId;
  const told = homeless.flatMap((message) =>
    [message.id, ownIdOf(inbox, message)].map((id) => ({ id, contactId: contactOf(message) })),
  );
  const known = (await findKnownMessages(tx, inbox.id, told)).filter(({ isNamesake }) => !isNamesake);
  const placeOf = (message: InboundMessage) =>
    known.find(
      ({ id, contactId }) => contactId === contactOf(message) && (id === message.id || id === ownIdOf(inbox, message)),
    )?.conversationId;
  const wanted = new Set(homeless.filter((message) => placeOf(message) === undefined).map(chatOf));
  const created = await createConversations(
    tx,
    inbox.rules,
    chats.filter((chat) => wanted.has(chat.contactInboxId)),
  );
  return (message) => {
    const chat = chatOf(message);
    const place = open.get(chat)?.id ?? created.get(chat)?.id ?? placeOf(message);
    if (place === undefined) throw new Error("A message of this batch has no conversation");
    return place;
  };
}

const toRecorded = (message: InsertedMessage) => ({
  id: message.id,
  conversationId: message.conversationId,
  kind: message.messageType === 0 ? ("incoming" as const) : ("outgoing" as const),
  private: false,
  isHumanReply: message.messageType === 1,
  createdAt: message.createdAt,
});

/** Contact inboxes of everybody who appears in a batch: chats and the members who wrote in groups. */
class People {
  readonly #byKey = new Map<string, UpsertedContactInbox>();
  readonly #chats = new Map<number, UpsertedContactInbox>();
  readonly #sourceId: (chat: InboundChat) => string;

  constructor(sourceId: (chat: InboundChat) => string) {
    this.#sourceId = sourceId;
  }

  add(chat: InboundChat, row: UpsertedContactInbox, isChat: boolean): void {
    this.#byKey.set(this.#sourceId(chat), row);
    if (isChat) this.#chats.set(row.contactInboxId, row);
  }

  of(chat: InboundChat): UpsertedContactInbox {
    const row = this.#byKey.get(this.#sourceId(chat));
    if (!row) throw new Error("A chat of this batch has no contact");
    return row;
  }

  ofPerson = (person: InboundPerson): UpsertedContactInbox => this.of({ type: "individual", person });

  chats = (): UpsertedContactInbox[] => [...this.#chats.values()];
}

async function upsertPeople(tx: Tx, inbox: IngestInbox, received: ReceivedMessage[]): Promise<People> {
  const wanted = new Map<string, { chat: InboundChat; isChat: boolean }>();
  const want = (chat: InboundChat, isChat: boolean) => {
    const key = inbox.channel.sourceId(chat);
    const known = wanted.get(key);
    wanted.set(key, { chat: known ? richer(known.chat, chat) : chat, isChat: isChat || known?.isChat === true });
  };
  for (const { message } of received) {
    want(message.chat, true);
    if (message.sender) want({ type: "individual", person: message.sender }, false);
  }
  const entries = [...wanted.values()];
  const rows = await upsertContactInboxes(
    tx,
    inbox.id,
    entries.map(({ chat }) => contactInput(inbox, chat)),
  );
  const people = new People(inbox.channel.sourceId);
  for (const [position, { chat, isChat }] of entries.entries())
    people.add(chat, rows[position] as UpsertedContactInbox, isChat);
  return people;
}

/** The later naming of somebody may know more: a name once there is one, and every identity. */
function richer(known: InboundChat, chat: InboundChat): InboundChat {
  if (known.type === "group" || chat.type === "group") return known.type === "group" && known.name ? known : chat;
  const stored = new Set(known.person.identities.map(({ kind, value }) => `${kind}:${value}`));
  const added = chat.person.identities.filter(({ kind, value }) => !stored.has(`${kind}:${value}`));
  const named = known.person.name ? known.person : chat.person;
  return { type: "individual", person: { ...named, identities: [...known.person.identities, ...added] } };
}

function contactInput(inbox: IngestInbox, chat: InboundChat) {
  const sourceId = inbox.channel.sourceId(chat);
  if (chat.type === "group") {
    return {
      sourceId,
      groupType: "group" as const,
      name: chat.name,
      identifier: chat.id,
      identities: [{ kind: "provider_id" as const, value: chat.id }],
    };
  }
  const { name, avatarUrl, identities } = chat.person;
  return { sourceId, groupType: "individual" as const, name, avatarUrl, identities };
}

function groupSenders(received: ReceivedMessage[], people: People): { groupContactId: number; contactId: number }[] {
  return received.flatMap(({ message }) =>
    message.chat.type === "group" && message.sender
      ? [{ groupContactId: people.of(message.chat).contactId, contactId: people.ofPerson(message.sender).contactId }]
      : [],
  );
}
