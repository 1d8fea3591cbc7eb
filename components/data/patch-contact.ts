import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { contactKeys } from "./account-keys.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { mapConversations } from "./conversation-pages.ts";
import { knowledgeOf, learnContact, signed, withContact, withSender } from "./knowledge.ts";
import { mapMessages, type ThreadPages } from "./message-pages.ts";
import { patchLists } from "./patch-conversation.ts";

/** Puts a state of a contact wherever the contact is shown. */
export function patchContact(cache: AccountCache, contact: Contact): void {
  const { client, accountId } = cache;
  const knowledge = knowledgeOf(client, accountId);
  learnContact(knowledge, contact);
  const newest = knowledge.contacts.get(contact.id) ?? contact;
  const renew = (conversation: Conversation) => withSender(withContact(conversation, newest), newest);
  client.setQueryData<Contact>(contactKeys.detail(accountId, contact.id), (held) =>
    held && held.revision <= newest.revision
      ? { ...newest, contact_inboxes: newest.contact_inboxes ?? held.contact_inboxes }
      : held,
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
