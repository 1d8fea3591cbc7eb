import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { type Attributes, createdAt, id, identity, instant, revision, updatedAt } from "./columns.ts";
import { conversations } from "./conversations.ts";
import { inboxes } from "./inboxes.ts";

/** What one-off messages and series have in common. */
const planned = () => ({
  accountId: id("account_id").notNull(),
  id: identity(),
  conversationId: id("conversation_id").notNull(),
  inboxId: id("inbox_id").notNull(),
  content: text("content"),
  templateParams: jsonb("template_params").$type<Attributes>(),
  /** One stored file, as an upload of a message. */
  attachment: jsonb("attachment").$type<Attributes>(),
  /** Zone in which the time was meant; null: UTC. */
  timezone: text("timezone"),
  /** `{from: "22:00", until: "08:00"}`: nothing goes out between them; null: any time. */
  quietHours: jsonb("quiet_hours").$type<{ from: string; until: string }>(),
  cancelOnReply: boolean("cancel_on_reply").notNull().default(false),
  /** The person, or the rule, who scheduled it; both null once the person is gone. */
  authorUserId: id("author_user_id").references(() => users.id, { onDelete: "set null" }),
  automationRuleId: id("automation_rule_id"),
  automationRuleName: text("automation_rule_name"),
  /** Who did what and when, oldest first. */
  history: jsonb("history").$type<Attributes[]>().notNull().default([]),
  revision: revision(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

/** A message that repeats by a rule. At most one occurrence waits at a time. */
export const recurringScheduledMessages = pgTable(
  "recurring_scheduled_messages",
  {
    ...planned(),
    status: text("status", { enum: ["draft", "active", "completed", "cancelled"] })
      .notNull()
      .default("draft"),
    recurrenceRule: jsonb("recurrence_rule").$type<Attributes>().notNull(),
    /** When the first one is planned. */
    startsAt: instant("starts_at"),
    occurrencesSent: integer("occurrences_sent").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index("recurring_scheduled_messages_of_conversation").on(
      table.accountId,
      table.conversationId,
      table.id.desc().nullsFirst(),
    ),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
  ],
);

/** A message that waits for its time. Its row is the queue: `due_at` says when to look at it. */
export const scheduledMessages = pgTable(
  "scheduled_messages",
  {
    ...planned(),
    recurringId: id("recurring_id"),
    status: text("status", { enum: ["draft", "pending", "sent", "failed"] })
      .notNull()
      .default("draft"),
    /** When it goes out; `planned_at` is what was asked for, before quiet hours moved it. */
    scheduledAt: instant("scheduled_at"),
    plannedAt: instant("planned_at"),
    /** Null unless it waits for the clock: also null while its conversation is resolved or snoozed. */
    dueAt: instant("due_at"),
    /** Since when it is pending; what the customer writes later is a reply. */
    armedAt: instant("armed_at"),
    attempts: integer("attempts").notNull().default(0),
    /** Set when the customer replied first; it is then a draft again. */
    cancelledAt: instant("cancelled_at"),
    failure: text("failure"),
    messageId: id("message_id"),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index("scheduled_messages_of_conversation").on(
      table.accountId,
      table.conversationId,
      table.scheduledAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("scheduled_messages_due").on(table.dueAt).where(sql`due_at is not null`),
    index("scheduled_messages_list").on(table.accountId, table.status, table.scheduledAt, table.id),
    index("scheduled_messages_calendar").on(table.accountId, table.scheduledAt, table.id),
    index("scheduled_messages_until_reply")
      .on(table.accountId, table.conversationId)
      .where(sql`cancel_on_reply and status = 'pending'`),
    index("scheduled_messages_of_series")
      .on(table.accountId, table.recurringId, table.id.desc().nullsFirst())
      .where(sql`recurring_id is not null`),
    uniqueIndex("scheduled_messages_next_of_series")
      .on(table.accountId, table.recurringId)
      .where(sql`recurring_id is not null and status = 'pending'`),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.recurringId],
      foreignColumns: [recurringScheduledMessages.accountId, recurringScheduledMessages.id],
    }).onDelete("cascade"),
  ],
);

/** How many scheduled messages an inbox may still release, whichever process asks: what is left grows with time. */
export const scheduledPaces = pgTable(
  "scheduled_paces",
  {
    accountId: id("account_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    /** At `counted_at`. */
    spare: doublePrecision("spare").notNull(),
    /** What the last who asked got. */
    granted: integer("granted").notNull(),
    countedAt: timestamp("counted_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.inboxId] }),
    foreignKey({
      columns: [table.accountId, table.inboxId],
      foreignColumns: [inboxes.accountId, inboxes.id],
    }).onDelete("cascade"),
  ],
);
