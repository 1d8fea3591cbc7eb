import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts, accountUsers, agentBots } from "./accounts.ts";
import { type Attributes, attributes, createdAt, id, identity, instant, revision, updatedAt } from "./columns.ts";

/** State of the line to the provider, as the channel last reported it. */
export interface InboxConnection {
  /** `open`: messages flow; `unknown` until the first report. */
  state: "unknown" | "connecting" | "qr" | "open" | "closed" | "error";
  /** Text of a QR code to scan while `state` is `qr`. */
  qr?: string;
  qrExpiresAt?: string;
  /** A code to type on the phone instead, while `state` is `qr`. */
  pairingCode?: string;
  pairingCodeExpiresAt?: string;
  /** The provider's words, shown to administrators. */
  error?: string;
  /** A limit of a line that works otherwise, shown to administrators. */
  notice?: string;
  changedAt?: string;
  /** Of the newest report; one with a smaller number is out of date. */
  epoch?: number;
}

export const inboxes = pgTable(
  "inboxes",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name").notNull(),
    /** Key of the adapter in the channel registry. */
    channel: text("channel").notNull(),
    /** Settings without secrets, as the channel's schema has them. */
    settings: attributes("settings"),
    /** Encrypted JSON of the channel's secret settings. */
    secrets: text("secrets"),
    /** Public random key in webhook addresses and of the public API. */
    identifier: text("identifier").notNull(),
    /** Encrypted: signs what we send to an API inbox and checks who its contacts are. */
    hmacToken: text("hmac_token").notNull(),
    hmacMandatory: boolean("hmac_mandatory").notNull().default(false),
    avatarKey: text("avatar_key"),
    greetingEnabled: boolean("greeting_enabled").notNull().default(false),
    greetingMessage: text("greeting_message"),
    enableAutoAssignment: boolean("enable_auto_assignment").notNull().default(true),
    autoAssignmentConfig: attributes("auto_assignment_config"),
    enableEmailCollect: boolean("enable_email_collect").notNull().default(true),
    csatSurveyEnabled: boolean("csat_survey_enabled").notNull().default(false),
    csatConfig: attributes("csat_config"),
    allowMessagesAfterResolved: boolean("allow_messages_after_resolved").notNull().default(true),
    lockToSingleConversation: boolean("lock_to_single_conversation").notNull().default(false),
    senderNameType: text("sender_name_type", { enum: ["friendly", "professional"] })
      .notNull()
      .default("friendly"),
    businessName: text("business_name"),
    workingHoursEnabled: boolean("working_hours_enabled").notNull().default(false),
    workingHours: jsonb("working_hours").$type<Attributes[]>().notNull().default([]),
    outOfOfficeMessage: text("out_of_office_message"),
    timezone: text("timezone").notNull().default("UTC"),
    /** The help center whose articles the chat of a website shows. Of one that is gone nothing is shown. */
    portalId: id("portal_id"),
    /** What the provider had to write first with when it was last asked. */
    messageTemplates: jsonb("message_templates").$type<Attributes[]>().notNull().default([]),
    connection: jsonb("connection").$type<InboxConnection>().notNull().default({ state: "unknown" }),
    lastInboundAt: instant("last_inbound_at"),
    lastOutboundAt: instant("last_outbound_at"),
    lastErrorAt: instant("last_error_at"),
    lastError: text("last_error"),
    /** Set when an administrator asked for deletion; a job removes what belongs to it. */
    deletedAt: instant("deleted_at"),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("inboxes_identifier").on(table.identifier),
    // One line, one inbox, whatever the account: otherwise its webhooks would be taken in twice.
    uniqueIndex("inboxes_phone_number")
      .on(sql`(${table.settings} ->> 'phone_number')`)
      .where(sql`deleted_at is null and settings ->> 'phone_number' <> ''`),
  ],
);

export const inboxMembers = pgTable(
  "inbox_members",
  {
    accountId: id("account_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    userId: id("user_id").notNull(),
    /** Whoever was longest without one gets the next conversation. */
    lastAssignedAt: instant("last_assigned_at"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.inboxId, table.userId] }),
    index("inbox_members_user").on(table.accountId, table.userId),
    foreignKey({ columns: [table.accountId, table.inboxId], foreignColumns: [inboxes.accountId, inboxes.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [accountUsers.accountId, accountUsers.userId],
    }).onDelete("cascade"),
  ],
);

export const agentBotInboxes = pgTable(
  "agent_bot_inboxes",
  {
    accountId: id("account_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    agentBotId: id("agent_bot_id")
      .notNull()
      .references(() => agentBots.id, { onDelete: "cascade" }),
    status: text("status", { enum: ["active", "inactive"] })
      .notNull()
      .default("active"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.inboxId] }),
    foreignKey({ columns: [table.accountId, table.inboxId], foreignColumns: [inboxes.accountId, inboxes.id] }).onDelete(
      "cascade",
    ),
  ],
);
