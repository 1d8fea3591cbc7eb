import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { attributes, createdAt, id, identity, instant, revision, updatedAt } from "./columns.ts";
import { contactInboxes, contacts } from "./contacts.ts";
import { inboxes } from "./inboxes.ts";

export const conversationStatuses = ["open", "resolved", "pending", "snoozed"] as const;

/** What the list shows is stored here, so that a list row needs no look-up. */
export const conversations = pgTable(
  "conversations",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    /** The number people see and the `id` on the wire. */
    displayId: id("display_id").notNull(),
    uuid: uuid("uuid").notNull().defaultRandom(),
    inboxId: id("inbox_id").notNull(),
    contactId: id("contact_id").notNull(),
    contactInboxId: id("contact_inbox_id").notNull(),
    status: text("status", { enum: conversationStatuses }).notNull().default("open"),
    /** 0 low … 3 urgent. */
    priority: smallint("priority"),
    assigneeId: id("assignee_id"),
    assigneeAgentBotId: id("assignee_agent_bot_id"),
    teamId: id("team_id"),
    /** A person left it to nobody: it is not assigned by itself until it opens again, gets a team, or somebody takes it. */
    keptUnassigned: boolean("kept_unassigned").notNull().default(false),
    groupType: text("group_type", { enum: ["individual", "group"] })
      .notNull()
      .default("individual"),
    labels: text("labels").array().notNull().default(sql`'{}'`),
    snoozedUntil: instant("snoozed_until"),
    additionalAttributes: attributes("additional_attributes"),
    customAttributes: attributes("custom_attributes"),
    agentLastSeenAt: instant("agent_last_seen_at"),
    assigneeLastSeenAt: instant("assignee_last_seen_at"),
    contactLastSeenAt: instant("contact_last_seen_at"),
    firstReplyCreatedAt: instant("first_reply_created_at"),
    waitingSince: instant("waiting_since"),
    /** Incoming messages since an agent last looked. */
    unreadCount: integer("unread_count").notNull().default(0),
    /** Newest message of any kind, and newest that is no activity line. */
    lastMessageId: id("last_message_id"),
    lastNonActivityMessageId: id("last_non_activity_message_id"),
    lastIncomingAt: instant("last_incoming_at"),
    lastActivityAt: instant("last_activity_at").notNull().defaultNow(),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("conversations_display_id").on(table.accountId, table.displayId),
    uniqueIndex("conversations_uuid").on(table.uuid),
    index("conversations_list_by_activity").on(
      table.accountId,
      table.lastActivityAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("conversations_list_by_status").on(
      table.accountId,
      table.status,
      table.lastActivityAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    // The last column lets counts of an agent's inboxes do without the rows, and the same in the next one.
    index("conversations_list_by_assignee").on(
      table.accountId,
      table.status,
      table.assigneeId,
      table.lastActivityAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
      table.inboxId,
    ),
    index("conversations_list_by_inbox").on(
      table.accountId,
      table.inboxId,
      table.status,
      table.lastActivityAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
      table.assigneeId,
    ),
    index("conversations_list_by_priority").on(
      table.accountId,
      table.status,
      table.priority.desc().nullsLast(),
      table.lastActivityAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("conversations_list_by_waiting").on(
      table.accountId,
      table.status,
      table.waitingSince,
      table.createdAt,
      table.id,
    ),
    index("conversations_list_by_created").on(table.accountId, table.status, table.createdAt, table.id),
    // With the assignee, so that counting by agent reads the index alone.
    index("conversations_by_time").on(table.accountId, table.createdAt, table.assigneeId),
    index("conversations_of_contact_inbox").on(table.accountId, table.contactInboxId, table.id.desc().nullsFirst()),
    index("conversations_of_contact").on(table.accountId, table.contactId, table.lastActivityAt.desc().nullsFirst()),
    index("conversations_snoozed").on(table.snoozedUntil).where(sql`status = 'snoozed'`),
    // Most have no label, and their rows change with every message.
    index("conversations_labels").using("gin", table.accountId, table.status, table.labels).where(sql`labels <> '{}'`),
    foreignKey({ columns: [table.accountId, table.inboxId], foreignColumns: [inboxes.accountId, inboxes.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.accountId, table.contactId],
      foreignColumns: [contacts.accountId, contacts.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.contactInboxId],
      foreignColumns: [contactInboxes.accountId, contactInboxes.id],
    }),
  ],
);

/** Labels of the account, with their colour. A conversation may carry titles that are not here. */
export const labels = pgTable(
  "labels",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    title: text("title").notNull(),
    description: text("description"),
    color: text("color").notNull().default("#1f93ff"),
    showOnSidebar: boolean("show_on_sidebar").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("labels_title").on(table.accountId, table.title),
  ],
);

/** What somebody began to answer in a conversation: one text, shared by all agents (contract, conversations §5). */
export const conversationDrafts = pgTable(
  "conversation_drafts",
  {
    accountId: id("account_id").notNull(),
    conversationId: id("conversation_id").notNull(),
    message: text("message").notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.conversationId] }),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
  ],
);
