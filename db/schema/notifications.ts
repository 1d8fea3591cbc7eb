import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountUsers, users } from "./accounts.ts";
import { attributes, createdAt, id, identity, instant, updatedAt } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { messages } from "./messages.ts";

/** Who was mentioned in which note, by name or as member of a team. */
export const mentions = pgTable(
  "mentions",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    messageId: id("message_id").notNull(),
    conversationId: id("conversation_id").notNull(),
    userId: id("user_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("mentions_once").on(table.accountId, table.messageId, table.userId),
    index("mentions_of_user").on(table.accountId, table.userId, table.conversationId),
    index("mentions_of_conversation").on(table.accountId, table.conversationId),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.messageId],
      foreignColumns: [messages.accountId, messages.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [accountUsers.accountId, accountUsers.userId],
    }).onDelete("cascade"),
  ],
);

/** What a person is told about a conversation; at most one of each event. */
export const notifications = pgTable(
  "notifications",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    userId: id("user_id").notNull(),
    /** The event it was made of: a repeat makes no second one. */
    eventId: id("event_id").notNull(),
    notificationType: text("notification_type").notNull(),
    conversationId: id("conversation_id").notNull(),
    secondaryActorType: text("secondary_actor_type", { enum: ["Message", "User"] }),
    secondaryActorId: id("secondary_actor_id"),
    meta: attributes("meta"),
    readAt: instant("read_at"),
    snoozedUntil: instant("snoozed_until"),
    /** Not to be mailed earlier; null: not by mail. */
    mailDueAt: instant("mail_due_at"),
    mailClaimedAt: instant("mail_claimed_at"),
    mailedAt: instant("mailed_at"),
    lastActivityAt: instant("last_activity_at").notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("notifications_once").on(table.accountId, table.userId, table.eventId),
    index("notifications_of_user").on(
      table.accountId,
      table.userId,
      table.lastActivityAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("notifications_of_conversation").on(table.accountId, table.conversationId, table.userId),
    index("notifications_to_mail")
      .on(table.accountId, table.userId, table.mailDueAt)
      .where(sql`mail_due_at is not null and mailed_at is null`),
    index("notifications_snoozed").on(table.snoozedUntil).where(sql`snoozed_until is not null`),
    index("notifications_created_at").on(table.createdAt),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [accountUsers.accountId, accountUsers.userId],
    }).onDelete("cascade"),
  ],
);

/** Types of notifications that somebody wants by mail, by push and with a sound. Without a row the defaults hold. */
export const notificationSettings = pgTable(
  "notification_settings",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    userId: id("user_id").notNull(),
    emailTypes: text("email_types").array().notNull(),
    pushTypes: text("push_types").array().notNull(),
    soundTypes: text("sound_types").array().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("notification_settings_of_user").on(table.accountId, table.userId),
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [accountUsers.accountId, accountUsers.userId],
    }).onDelete("cascade"),
  ],
);

/** Browsers and phones that take pushes; global, because a device belongs to a person and not to an account. */
export const notificationSubscriptions = pgTable(
  "notification_subscriptions",
  {
    id: identity().primaryKey(),
    userId: id("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    subscriptionType: text("subscription_type", { enum: ["browser_push", "fcm"] }).notNull(),
    /** Address of the push service, or id of the device. */
    identifier: text("identifier").notNull(),
    subscriptionAttributes: attributes("subscription_attributes"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("notification_subscriptions_identifier").on(table.identifier),
    index("notification_subscriptions_user").on(table.userId),
  ],
);

/** The pair of keys with which this installation signs its pushes; made on first use, one row. */
export const pushKeys = pgTable("push_keys", {
  id: text("id").primaryKey(),
  publicKey: text("public_key").notNull(),
  privateKeyEncrypted: text("private_key_encrypted").notNull(),
  createdAt: createdAt(),
});
