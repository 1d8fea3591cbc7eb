import { contactNotes } from "#db/schema/contact-notes.ts";
import { type SeededAccount, seedContact, seedConversation } from "#db/testing/seed.ts";
import { runtime } from "../../runtime.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];

const twoContacts = async ({ id }: SeededAccount) => ({
  body: { base_contact_id: (await seedContact(id)).id, mergee_contact_id: (await seedContact(id)).id },
});

const withContact = (body?: unknown) => async (account: SeededAccount) => ({
  params: { id: (await seedContact(account.id, { name: "Maria" })).id },
  body,
});

const withNote = (body?: unknown) => async (account: SeededAccount) => {
  const { id: contactId } = await seedContact(account.id);
  const [note] = await runtime()
    .db.insert(contactNotes)
    .values({ accountId: account.id, contactId, content: "Hello" })
    .returning({ id: contactNotes.id });
  return { params: { id: contactId, note_id: note?.id ?? 0 }, body };
};

/** Rows of operations on contacts. */
export const contactRows: Record<string, Row> = {
  "contacts.merge": { expected: members, given: twoContacts },
  "contacts.filter": { expected: members, given: () => ({ body: { payload: [] } }) },
  "contacts.labels": { expected: members, given: withContact() },
  "contacts.set_labels": { expected: members, given: withContact({ labels: ["vip"] }) },
  "contacts.contactable_inboxes": { expected: members, given: withContact() },
  "contacts.create_contact_inbox": {
    expected: inside,
    given: async (account) => ({ ...(await withContact()(account)), body: { inbox_id: account.inbox.id } }),
  },
  "contacts.find_by_contact_inbox": {
    expected: inside,
    given: async (account) => {
      const { inboxId, sourceId } = await seedConversation(account);
      return { body: { inbox_id: inboxId, source_id: sourceId } };
    },
  },
  "contacts.destroy_custom_attributes": { expected: members, given: withContact({ custom_attributes: ["plan"] }) },
  "contacts.delete_avatar": { expected: members, given: withContact() },
  "contact_notes.list": { expected: members, given: withContact() },
  "contact_notes.create": { expected: members, given: withContact({ note: { content: "Hello" } }) },
  "contact_notes.get": { expected: members, given: withNote() },
  "contact_notes.update": { expected: members, given: withNote({ content: "New" }) },
  "contact_notes.delete": { expected: members, given: withNote() },
};
