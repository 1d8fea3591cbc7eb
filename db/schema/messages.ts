import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { attributes, createdAt, id, identity, instant, revision, updatedAt } from "./columns.ts";
import { contacts } from "./contacts.ts";
import { conversations } from "./conversations.ts";
import { inboxes } from "./inboxes.ts";

/** On the wire: 0 incoming, 1 outgoing, 2 activity, 3 template. */
export const messageTypes = ["incoming", "outgoing", "activity", "template"] as const;

export const messages = pgTable(
  "messages",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    conversationId: id("conversation_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    messageType: smallint("message_type").notNull(),
    content: text("content"),
    contentType: text("content_type").notNull().default("text"),
    contentAttributes: attributes("content_attributes"),
    additionalAttributes: attributes("additional_attributes"),
    private: boolean("private").notNull().default(false),
    /** What the provider has confirmed; moves forward only. */
    status: text("status", { enum: ["sent", "delivered", "read", "failed"] })
      .notNull()
      .default("sent"),
    /**
     * Our side of the delivery: null nothing to deliver, `pending` waits for its turn, `sending` is at the
     * provider, `accepted` the provider took it, `failed` it did not (reason in `contentAttributes.external_error`).
     */
    delivery: text("delivery", { enum: ["pending", "sending", "accepted", "failed"] }),
    deliveryAttempts: integer("delivery_attempts").notNull().default(0),
    /** Earliest next try, and since when it is at the provider. */
    notBefore: instant("not_before"),
    sendingSince: instant("sending_since"),
    senderType: text("sender_type", { enum: ["User", "Contact", "AgentBot"] }),
    senderId: id("sender_id"),
    /** Id at the provider or given by a REST caller; callers may repeat it. */
    sourceId: text("source_id"),
    /** The same id when the provider itself gave it: unique, so a repeat changes nothing. */
    providerMessageId: text("provider_message_id"),
    /** The message this one quotes; the id when known, the provider's id otherwise. */
    inReplyTo: id("in_reply_to"),
    inReplyToExternalId: text("in_reply_to_external_id"),
    /** The scheduled message that this one came from: unique, so that it goes out once. */
    scheduledMessageId: id("scheduled_message_id"),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("messages_provider_message_id").on(table.accountId, table.inboxId, table.providerMessageId),
    uniqueIndex("messages_scheduled_message_id")
      .on(table.accountId, table.scheduledMessageId)
      .where(sql`scheduled_message_id is not null`),
    index("messages_thread").on(
      table.accountId,
      table.conversationId,
      table.createdAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    // Counts of a stretch of time for reports; ids are no time, because messages arrive late.
    index("messages_by_time").on(table.accountId, table.createdAt),
    index("messages_source_id").on(table.accountId, table.inboxId, table.sourceId),
    // Parts of words, inside one account. What the product itself says is not searched.
    index("messages_search")
      .using("gin", table.accountId, sql`${table.content} gin_trgm_ops`)
      .where(sql`message_type in (0, 1)`),
    index("messages_failed").on(table.accountId, table.inboxId, table.createdAt).where(sql`delivery = 'failed'`),
    index("messages_to_deliver")
      .on(table.accountId, table.conversationId, table.id)
      .where(sql`delivery in ('pending', 'sending')`),
    // Messages that mention somebody by a number whose name may be learnt later.
    index("messages_mentions")
      .using("gin", table.accountId, sql`(content_attributes -> 'mentions')`)
      .where(sql`content_attributes ? 'mentions'`),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
  ],
);

/** Further ids that the provider gave to parts of a message: it takes one file at a time. Their echoes and receipts name these. */
export const messageParts = pgTable(
  "message_parts",
  {
    accountId: id("account_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    providerMessageId: text("provider_message_id").notNull(),
    messageId: id("message_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.inboxId, table.providerMessageId] }),
    index("message_parts_of_message").on(table.accountId, table.messageId),
    foreignKey({
      columns: [table.accountId, table.messageId],
      foreignColumns: [messages.accountId, messages.id],
    }).onDelete("cascade"),
  ],
);

/** The current reaction of each person to a message; the newest by the provider's clock stays. */
export const messageReactions = pgTable(
  "message_reactions",
  {
    accountId: id("account_id").notNull(),
    messageId: id("message_id").notNull(),
    /** `contact:7`, `user:3`, or `self` for our own phone. */
    reactor: text("reactor").notNull(),
    reactorName: text("reactor_name"),
    /** Empty after the reaction was taken back. */
    emoji: text("emoji").notNull(),
    reactedAt: instant("reacted_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.messageId, table.reactor] }),
    foreignKey({
      columns: [table.accountId, table.messageId],
      foreignColumns: [messages.accountId, messages.id],
    }).onDelete("cascade"),
  ],
);

/** What members of a group did with a message of ours, where the provider tells. Each time is set once and stays. */
export const messageReceipts = pgTable(
  "message_receipts",
  {
    accountId: id("account_id").notNull(),
    messageId: id("message_id").notNull(),
    contactId: id("contact_id").notNull(),
    deliveredAt: instant("delivered_at"),
    readAt: instant("read_at"),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.messageId, table.contactId] }),
    index("message_receipts_contact").on(table.accountId, table.contactId),
    foreignKey({
      columns: [table.accountId, table.messageId],
      foreignColumns: [messages.accountId, messages.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.accountId, table.contactId],
      foreignColumns: [contacts.accountId, contacts.id],
    }).onDelete("cascade"),
  ],
);

export const attachments = pgTable(
  "attachments",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    messageId: id("message_id").notNull(),
    conversationId: id("conversation_id").notNull(),
    fileType: text("file_type", {
      enum: ["image", "audio", "video", "file", "location", "fallback", "contact"],
    }).notNull(),
    /** `pending`: a job still fetches it from the provider; `failed`: it could not (reason in `error`). */
    state: text("state", { enum: ["pending", "ready", "failed"] })
      .notNull()
      .default("ready"),
    error: text("error"),
    storageKey: text("storage_key"),
    thumbnailKey: text("thumbnail_key"),
    fileName: text("file_name"),
    contentType: text("content_type"),
    fileSize: id("file_size"),
    width: integer("width"),
    height: integer("height"),
    /** Where the provider keeps it: an address or a media id. */
    remoteUrl: text("remote_url"),
    remoteId: text("remote_id"),
    coordinatesLat: doublePrecision("coordinates_lat"),
    coordinatesLong: doublePrecision("coordinates_long"),
    fallbackTitle: text("fallback_title"),
    meta: attributes("meta"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index("attachments_of_message").on(table.accountId, table.messageId),
    index("attachments_of_conversation").on(table.accountId, table.conversationId, table.id.desc().nullsFirst()),
    foreignKey({
      columns: [table.accountId, table.messageId],
      foreignColumns: [messages.accountId, messages.id],
    }).onDelete("cascade"),
  ],
);

/** What providers posted, byte for byte. Written before the 200; kept 14 days. */
export const inboundEvents = pgTable(
  "inbound_events",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    inboxId: id("inbox_id").notNull(),
    /** Same key, same inbox: a repeat. Null when repeating the body may mean something new. */
    dedupeKey: text("dedupe_key"),
    body: text("body").notNull(),
    state: text("state", { enum: ["pending", "done", "failed"] })
      .notNull()
      .default("pending"),
    /** Why elements of it were not understood or not applied. */
    error: text("error"),
    attempts: integer("attempts").notNull().default(0),
    /** Set while elements that overtook their message wait for it. */
    notBefore: instant("not_before"),
    receivedAt: instant("received_at").notNull().defaultNow(),
    processedAt: instant("processed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("inbound_events_dedupe").on(table.accountId, table.inboxId, table.dedupeKey),
    index("inbound_events_pending").on(table.accountId, table.inboxId, table.id).where(sql`state = 'pending'`),
    index("inbound_events_received_at").using("brin", table.receivedAt),
    index("inbound_events_failed")
      .on(table.accountId, table.inboxId, table.id.desc().nullsFirst())
      .where(sql`state = 'failed'`),
    foreignKey({ columns: [table.accountId, table.inboxId], foreignColumns: [inboxes.accountId, inboxes.id] }).onDelete(
      "cascade",
    ),
  ],
);
