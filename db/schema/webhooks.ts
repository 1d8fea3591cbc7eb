import { sql } from "drizzle-orm";
import { foreignKey, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { createdAt, id, identity, instant, updatedAt } from "./columns.ts";
import { inboxes } from "./inboxes.ts";

/** Addresses that an account wants to be told at: which events, and of which inbox. */
export const webhooks = pgTable(
  "webhooks",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name"),
    url: text("url").notNull(),
    subscriptions: text("subscriptions").array().notNull().default(sql`'{}'`),
    /** Only events of this inbox; null: of all. */
    inboxId: id("inbox_id"),
    /** Encrypted: signs the calls. */
    secret: text("secret").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("webhooks_url").on(table.accountId, table.url),
    foreignKey({ columns: [table.accountId, table.inboxId], foreignColumns: [inboxes.accountId, inboxes.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** How a receiver of webhook calls is doing. A row appears with its first failure. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** `webhook:5`, `inbox:7`, `agent_bot:3`, `automation_rule:2`, `macro:4`: as in the deliveries. */
    target: text("target").notNull(),
    /** Failed calls since the last one that was taken. */
    failures: integer("failures").notNull().default(0),
    failingSince: instant("failing_since"),
    lastError: text("last_error"),
    /** Set after too many failures: calls are kept back until somebody resumes. */
    pausedAt: instant("paused_at"),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.target] })],
);
