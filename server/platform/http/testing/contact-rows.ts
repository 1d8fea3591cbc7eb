import { type SeededAccount, seedContact } from "#db/testing/seed.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];

const twoContacts = async ({ id }: SeededAccount) => ({
  body: { base_contact_id: (await seedContact(id)).id, mergee_contact_id: (await seedContact(id)).id },
});

/** Rows of operations on contacts. */
export const contactRows: Record<string, Row> = {
  "contacts.merge": { expected: members, given: twoContacts },
};
