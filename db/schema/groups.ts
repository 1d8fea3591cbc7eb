import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, identity, instant, updatedAt } from "./columns.ts";
import { contacts } from "./contacts.ts";

/** What a group has beside its contact. The row is locked while something about the group is applied. */
export const groups = pgTable(
  "groups",
  {
    accountId: id("account_id").notNull(),
    contactId: id("contact_id").notNull(),
    /** Per fact (`name`, `description`, `announce`…) when the provider said so last, in milliseconds since 1970. */
    factsChangedAt: jsonb("facts_changed_at").$type<Record<string, number>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.contactId] }),
    foreignKey({
      columns: [table.accountId, table.contactId],
      foreignColumns: [contacts.accountId, contacts.id],
    }).onDelete("cascade"),
  ],
);

/** Who is in a group. Leaving makes a row inactive; it is never deleted while both contacts live. */
export const groupMembers = pgTable(
  "group_members",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    groupContactId: id("group_contact_id").notNull(),
    contactId: id("contact_id").notNull(),
    role: text("role", { enum: ["member", "admin"] })
      .notNull()
      .default("member"),
    isActive: boolean("is_active").notNull().default(true),
    /** When the provider said so last; an older report does not undo a newer one. */
    changedAt: instant("changed_at").notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("group_members_unique").on(table.accountId, table.groupContactId, table.contactId),
    // The member list: admins come first, then in the order in which they came.
    index("group_members_list").on(table.accountId, table.groupContactId, table.role, table.id).where(sql`is_active`),
    index("group_members_contact").on(table.accountId, table.contactId),
    foreignKey({
      columns: [table.accountId, table.groupContactId],
      foreignColumns: [contacts.accountId, contacts.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.contactId],
      foreignColumns: [contacts.accountId, contacts.id],
    }).onDelete("cascade"),
  ],
);
