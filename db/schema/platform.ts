import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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

/** One call to somebody's webhook: of an API inbox now, of subscriptions later. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    eventId: id("event_id").notNull(),
    /** Who receives it: `inbox:7`. With event and name it makes a repeat harmless. */
    target: text("target").notNull(),
    event: text("event").notNull(),
    messageId: id("message_id"),
    url: text("url").notNull(),
    payload: jsonb("payload").$type<Attributes>().notNull(),
    state: text("state", { enum: ["pending", "delivered", "failed"] })
      .notNull()
      .default("pending"),
    attempts: integer("attempts").notNull().default(0),
    responseStatus: integer("response_status"),
    error: text("error"),
    durationMs: integer("duration_ms"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("webhook_deliveries_once").on(table.accountId, table.eventId, table.target, table.event),
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
