import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { contactKeys } from "./account-keys.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { mapConversations } from "./conversation-pages.ts";
import { mapMessages, type ThreadPages } from "./message-pages.ts";
import type { AccountCache } from "./account-cache.ts";
import { knowledgeOf, learnContact, withContact } from "./knowledge.ts";
import { patchLists } from "./patch-conversation.ts";

/** Puts a state of a contact wherever the contact is shown. */
export function patchContact(cache: AccountCache, contact: Contact): void {
  const { client, accountId } = cache;
  const knowledge = knowledgeOf(client, accountId);
  learnContact(knowledge, contact);
  const newest = knowledge.contacts.get(contact.id) ?? contact;
  const renew = (conversation: Conversation) => withSender(withContact(conversation, newest), newest);
  client.setQueryData<Contact>(contactKeys.detail(accountId, contact.id), (held) =>
    held && held.revision <= newest.revision ? { ...newest, contact_inboxes: newest.contact_inboxes ?? held.contact_inboxes } : held,
  );
  patchLists(cache, (pages) => mapConversations(pages, renew));
  for (const [key, held] of client.getQueriesData<Conversation>({ queryKey: conversationKeys.details(accountId) })) {
    if (held) client.setQueryData(key, renew(held));
  }
  for (const [key, pages] of client.getQueriesData<ThreadPages>({ queryKey: conversationKeys.threads(accountId) })) {
    const next = pages && mapMessages(pages, (message) => signed(message, newest));
    if (next && next !== pages) client.setQueryData(key, next);
  }
}

/** The embedded messages with the contact as it is now. */
function withSender(conversation: Conversation, contact: Contact): Conversation {
  const messages = conversation.messages.map((message) => signed(message, contact));
  const last = conversation.last_non_activity_message && signed(conversation.last_non_activity_message, contact);
  const isSame = last === conversation.last_non_activity_message && messages.every((message, index) => message === conversation.messages[index]);
  return isSame ? conversation : { ...conversation, messages, last_non_activity_message: last };
}

/** The message with its sender as the contact is now; the same object when somebody else wrote it. */
function signed<T extends Message>(message: T, contact: Contact): T {
  const { sender } = message;
  if (sender?.type !== "contact" || sender.id !== contact.id) return message;
  const { additional_attributes, custom_attributes, email, group_type, identifier, name, phone_number, thumbnail, blocked } = contact;
  const now = { additional_attributes, custom_attributes, email, group_type, identifier, name, phone_number, thumbnail, blocked };
  return { ...message, sender: { ...sender, ...now } };
}
