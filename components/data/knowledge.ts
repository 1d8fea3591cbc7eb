import type { QueryClient } from "@tanstack/react-query";
import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { EmbeddedMessage, Message } from "#server/domain/messages/contract.ts";
import { conversationKeys } from "./conversation-keys.ts";

/** How many messages and contacts are remembered: enough for what arrives out of order. */
const REMEMBERED = 500;

/**
 * The newest state heard of, also of what no list shows. Without it, an old event could put back a conversation that a
 * newer one has taken out. Changed in place; nothing is drawn from it.
 */
export interface Knowledge {
  /** Display id → newest revision; Infinity after deletion. */
  conversations: Map<number, number>;
  messages: Map<number, Message>;
  contacts: Map<number, Contact>;
}

export function knowledgeOf(client: QueryClient, accountId: number): Knowledge {
  const key = conversationKeys.knowledge(accountId);
  const held = client.getQueryData<Knowledge>(key);
  if (held) return held;
  const fresh: Knowledge = { conversations: new Map(), messages: new Map(), contacts: new Map() };
  client.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData(key, fresh);
  return fresh;
}

/** Notes how new the conversations are that a fetch brought, so that older events do not undo it. */
export function learnRevisions(client: QueryClient, accountId: number, conversations: readonly Conversation[]): void {
  const known = knowledgeOf(client, accountId).conversations;
  for (const { id, revision } of conversations) known.set(id, Math.max(known.get(id) ?? 0, revision));
}

/** After a pause the server is asked again, and what was remembered could be older than its answers. */
export function forgetParts(knowledge: Knowledge): void {
  knowledge.messages.clear();
  knowledge.contacts.clear();
}

export function learnMessage(knowledge: Knowledge, message: Message): void {
  learn(knowledge.messages, message);
}

export function learnContact(knowledge: Knowledge, contact: Contact): void {
  learn(knowledge.contacts, contact);
}

/** The conversation with the newest known states of its contact and of the messages it embeds. */
export function withNewestParts(knowledge: Knowledge, conversation: Conversation): Conversation {
  const embedded = [...conversation.messages, conversation.last_non_activity_message];
  let next = withContact(conversation, knowledge.contacts.get(conversation.meta.sender.id));
  for (const message of embedded) {
    const newest = message && knowledge.messages.get(message.id);
    if (newest) next = withMessage(next, newest);
    const sender = message?.sender?.type === "contact" ? knowledge.contacts.get(message.sender.id) : undefined;
    if (sender) next = withSender(next, sender);
  }
  return next;
}

/** The newest known state of a message, signed with the newest known state of its sender. */
export function newestMessage(knowledge: Knowledge, message: Message): Message {
  const newest = knowledge.messages.get(message.id) ?? message;
  const sender = newest.sender?.type === "contact" ? knowledge.contacts.get(newest.sender.id) : undefined;
  return sender ? signed(newest, sender) : newest;
}

/** The conversation with a newer state of its contact; the same object when there is none. */
export function withContact(conversation: Conversation, contact: Contact | undefined): Conversation {
  const held = conversation.meta.sender;
  if (!contact || held.id !== contact.id || held.revision >= contact.revision) return conversation;
  const { contact_inboxes: _, ...sender } = contact;
  return { ...conversation, muted: contact.blocked, meta: { ...conversation.meta, sender } };
}

/** The conversation with a newer state of a message it embeds; the same object when it embeds none. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  const renew = (held: EmbeddedMessage): EmbeddedMessage =>
    held.id === message.id && held.revision < message.revision
      ? { ...held, ...message, processed_message_content: message.content }
      : held;
  const messages = conversation.messages.map(renew);
  const last = conversation.last_non_activity_message && renew(conversation.last_non_activity_message);
  const isSame =
    last === conversation.last_non_activity_message &&
    messages.every((held, index) => held === conversation.messages[index]);
  return isSame ? conversation : { ...conversation, messages, last_non_activity_message: last };
}

/** The conversation whose embedded messages show the contact as it is now; the same object when it wrote none of them. */
export function withSender(conversation: Conversation, contact: Contact): Conversation {
  const messages = conversation.messages.map((message) => signed(message, contact));
  const last = conversation.last_non_activity_message && signed(conversation.last_non_activity_message, contact);
  const isSame =
    last === conversation.last_non_activity_message &&
    messages.every((message, index) => message === conversation.messages[index]);
  return isSame ? conversation : { ...conversation, messages, last_non_activity_message: last };
}

/** The message with its sender as the contact is now; the same object when somebody else wrote it. */
export function signed<T extends Message>(message: T, contact: Contact): T {
  const { sender } = message;
  if (sender?.type !== "contact" || sender.id !== contact.id) return message;
  const {
    additional_attributes,
    custom_attributes,
    email,
    group_type,
    identifier,
    name,
    phone_number,
    thumbnail,
    blocked,
  } = contact;
  const now = {
    additional_attributes,
    custom_attributes,
    email,
    group_type,
    identifier,
    name,
    phone_number,
    thumbnail,
    blocked,
  };
  return { ...message, sender: { ...sender, ...now } };
}

function learn<T extends { id: number; revision: number }>(known: Map<number, T>, state: T): void {
  const held = known.get(state.id);
  if (held && held.revision > state.revision) return;
  known.delete(state.id);
  known.set(state.id, state);
  const oldest = known.keys().next();
  if (known.size > REMEMBERED && !oldest.done) known.delete(oldest.value);
}
