import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { type Attributes, attributes, createdAt, id, identity, instant } from "./columns.ts";

/** What happened, written with the change itself. Readers load the current resource by `data`'s ids. */
export const events = pgTable(
  "events",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    type: text("type").notNull(),
    /** Ids and changed fields with their old values; never a copy of the resource. */
    data: attributes("data"),
    actor: jsonb("actor").$type<Attributes>(),
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
    dispatchedAt: instant("dispatched_at"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index("events_to_dispatch").on(table.id).where(sql`dispatched_at is null`),
  ],
);

/** One call to somebody's webhook: of a subscription, of an API inbox, or a bot. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    /** Names the call to its receiver: the same in every try. */
    uuid: uuid("uuid").notNull().defaultRandom(),
    /** Null for what is no event row: somebody types. */
    eventId: id("event_id"),
    /** Who receives it: `webhook:5`, `inbox:7`, `agent_bot:3`. With event and name it makes a repeat harmless. */
    target: text("target").notNull(),
    event: text("event").notNull(),
    messageId: id("message_id"),
    conversationId: id("conversation_id"),
    url: text("url").notNull(),
    payload: jsonb("payload").$type<Attributes>().notNull(),
    /** `held`: the receiver is paused. */
    state: text("state", { enum: ["pending", "delivered", "failed", "held"] })
      .notNull()
      .default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    responseStatus: integer("response_status"),
    error: text("error"),
    durationMs: integer("duration_ms"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("webhook_deliveries_once").on(table.accountId, table.eventId, table.target, table.event),
    index("webhook_deliveries_of_target").on(table.accountId, table.target, table.id.desc().nullsFirst()),
    index("webhook_deliveries_created_at").using("brin", table.createdAt),
  ],
);

/** Answers to writes that carried an `Idempotency-Key`, so that a repeat gets the same answer. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** Who asked (`user:3`), so that keys of different callers never meet. */
    caller: text("caller").notNull(),
    key: text("key").notNull(),
    operation: text("operation").notNull(),
    requestHash: text("request_hash").notNull(),
    /** Null while the first request is still running. */
    responseStatus: integer("response_status"),
    responseBody: text("response_body"),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.caller, table.key] })],
);

/** Worker processes that are alive; the jobs of silent ones are released. */
export const workerHeartbeats = pgTable("worker_heartbeats", {
  workerId: text("worker_id").primaryKey(),
  seenAt: instant("seen_at").notNull().defaultNow(),
});
