import { contactNotes } from "#db/schema/contact-notes.ts";
import { customAttributeDefinitions } from "#db/schema/custom-attribute-definitions.ts";
import { type SeededAccount, seedContact, seedConversation } from "#db/testing/seed.ts";
import { runtime } from "../../runtime.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];

const administrators: Expected = [200, 401, 401, 401, 401, 401];

const someFile = () => {
  const body = new FormData();
  body.append("import_file", new File(["name\nAna"], "contacts.csv", { type: "text/csv" }));
  return { body };
};

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

const withDefinition = (body?: unknown) => async (account: SeededAccount) => {
  const values = { attributeModel: "contact_attribute", attributeKey: "plan", displayName: "Plan" } as const;
  const [row] = await runtime()
    .db.insert(customAttributeDefinitions)
    .values({ ...values, accountId: account.id })
    .onConflictDoUpdate({
      target: [
        customAttributeDefinitions.accountId,
        customAttributeDefinitions.attributeModel,
        customAttributeDefinitions.attributeKey,
      ],
      set: { displayName: "Plan" },
    })
    .returning({ id: customAttributeDefinitions.id });
  return { params: { id: row?.id ?? 0 }, body };
};

/** Rows of operations on contacts. */
export const contactRows: Record<string, Row> = {
  "contacts.merge": { expected: members, given: twoContacts },
  "contacts.active": { expected: members },
  "contacts.filter": { expected: members, given: () => ({ body: { payload: [] } }) },
  "contacts.import": { expected: administrators, given: someFile },
  "contacts.imports": { expected: administrators },
  "contacts.export": { expected: administrators, given: () => ({ body: {} }) },
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
  "custom_attribute_definitions.list": { expected: members },
  "custom_attribute_definitions.create": {
    expected: members,
    given: () => ({
      body: { attribute_display_name: "Seats", attribute_display_type: 1, attribute_key: "seats", attribute_model: 1 },
    }),
  },
  "custom_attribute_definitions.get": { expected: members, given: withDefinition() },
  "custom_attribute_definitions.update": {
    expected: members,
    given: withDefinition({ attribute_display_name: "New" }),
  },
  "custom_attribute_definitions.delete": { expected: [204, 204, 204, 401, 401, 401], given: withDefinition() },
  "contact_notes.list": { expected: members, given: withContact() },
  "contact_notes.create": { expected: members, given: withContact({ note: { content: "Hello" } }) },
  "contact_notes.get": { expected: members, given: withNote() },
  "contact_notes.update": { expected: members, given: withNote({ content: "New" }) },
  "contact_notes.delete": { expected: members, given: withNote() },
};
