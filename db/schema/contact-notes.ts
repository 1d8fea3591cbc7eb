import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, identity, updatedAt } from "./columns.ts";
import { contacts } from "./contacts.ts";

/** What agents write down about a contact, for each other. */
export const contactNotes = pgTable(
  "contact_notes",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    contactId: id("contact_id").notNull(),
    /** Who wrote or last edited it; null once that person is gone. */
    userId: id("user_id"),
    content: text("content").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index("contact_notes_of_contact").on(table.accountId, table.contactId, table.id.desc().nullsFirst()),
    foreignKey({
      columns: [table.accountId, table.contactId],
      foreignColumns: [contacts.accountId, contacts.id],
    }).onDelete("cascade"),
  ],
);
