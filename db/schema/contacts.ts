import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { attributes, createdAt, id, identity, instant, revision, updatedAt } from "./columns.ts";
import { inboxes } from "./inboxes.ts";

/** What a search for a contact looks through; queries must write it exactly so to use the index. */
export const contactSearchExpression =
  "(coalesce(name, '') || chr(10) || coalesce(email, '') || chr(10) || coalesce(phone_number, '') || chr(10) || coalesce(identifier, ''))";
export const contactSearchText = sql.raw(contactSearchExpression);

/** Contacts that lists show: somebody we can name, no anonymous visitor (contract, contacts §1). */
export const isResolvedContact = sql.raw("(email is not null or phone_number is not null or identifier is not null)");

/** True for names that lists put last: empty ones, numbers (contract, contacts §2). */
export const isNamelessContact = sql.raw("(name ~ '^([+0-9]|$)')");

/** Customers, and groups (`groupType = "group"`). */
export const contacts = pgTable(
  "contacts",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name").notNull().default(""),
    email: text("email"),
    /** E.164 with leading `+`. */
    phoneNumber: text("phone_number"),
    /** The caller's own external id. */
    identifier: text("identifier"),
    avatarKey: text("avatar_key"),
    /** Where the provider says the picture is; copied to storage by a job. */
    avatarUrl: text("avatar_url"),
    groupType: text("group_type", { enum: ["individual", "group"] })
      .notNull()
      .default("individual"),
    blocked: boolean("blocked").notNull().default(false),
    labels: text("labels").array().notNull().default(sql`'{}'`),
    additionalAttributes: attributes("additional_attributes"),
    customAttributes: attributes("custom_attributes"),
    lastActivityAt: instant("last_activity_at"),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("contacts_email").on(table.accountId, sql`lower(${table.email})`),
    uniqueIndex("contacts_phone_number").on(table.accountId, table.phoneNumber),
    uniqueIndex("contacts_identifier").on(table.accountId, table.identifier),
    index("contacts_list").on(table.accountId, table.id).where(isResolvedContact),
    index("contacts_list_by_last_activity")
      .on(table.accountId, table.lastActivityAt.desc().nullsLast(), table.id.desc().nullsFirst())
      .where(isResolvedContact),
    index("contacts_list_by_name")
      .on(table.accountId, isNamelessContact, sql`lower(${table.name})`, table.id)
      .where(isResolvedContact),
    index("contacts_search").using("gin", table.accountId, sql`${contactSearchText} gin_trgm_ops`),
  ],
);

/** A contact as one inbox knows it. */
export const contactInboxes = pgTable(
  "contact_inboxes",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    contactId: id("contact_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    sourceId: text("source_id").notNull(),
    hmacVerified: boolean("hmac_verified").notNull().default(false),
    pubsubToken: text("pubsub_token").notNull().default(sql`replace(gen_random_uuid()::text, '-', '')`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("contact_inboxes_source").on(table.accountId, table.inboxId, table.sourceId),
    index("contact_inboxes_contact").on(table.accountId, table.contactId),
    // A visitor's socket names nothing else.
    index("contact_inboxes_pubsub_token").on(table.pubsubToken),
    foreignKey({
      columns: [table.accountId, table.contactId],
      foreignColumns: [contacts.accountId, contacts.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [table.accountId, table.inboxId], foreignColumns: [inboxes.accountId, inboxes.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Every name a provider has for a contact: phone, LID, username, provider id. Any of them finds the contact. */
export const contactIdentities = pgTable(
  "contact_identities",
  {
    accountId: id("account_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    kind: text("kind", { enum: ["phone", "lid", "username", "provider_id"] }).notNull(),
    value: text("value").notNull(),
    contactInboxId: id("contact_inbox_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.inboxId, table.kind, table.value] }),
    index("contact_identities_contact_inbox").on(table.accountId, table.contactInboxId),
    foreignKey({
      columns: [table.accountId, table.contactInboxId],
      foreignColumns: [contactInboxes.accountId, contactInboxes.id],
    }).onDelete("cascade"),
  ],
);
