import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { createdAt, id, identity, updatedAt } from "./columns.ts";

/** One step of a rule or a macro, as the contract has it. */
export interface StoredAction {
  action_name: string;
  action_params?: unknown;
}

/** Event → conditions → actions (contract, settings §11). */
export const automationRules = pgTable(
  "automation_rules",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name").notNull(),
    description: text("description"),
    eventName: text("event_name").notNull(),
    conditions: jsonb("conditions").$type<Record<string, unknown>[]>().notNull().default([]),
    actions: jsonb("actions").$type<StoredAction[]>().notNull().default([]),
    active: boolean("active").notNull().default(true),
    /** Why the product itself switched it off. */
    disabledReason: text("disabled_reason"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index("automation_rules_event").on(table.accountId, table.eventName),
  ],
);

/** What a rule did about an event. The unique key makes a repeated event harmless. */
export const automationRuns = pgTable(
  "automation_runs",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    ruleId: id("rule_id").notNull(),
    eventId: id("event_id").notNull(),
    conversationId: id("conversation_id").notNull(),
    outcome: text("outcome", { enum: ["done", "failed"] }).notNull(),
    /** What could not be done, an entry per action. */
    errors: jsonb("errors").$type<{ action: string; error: string }[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("automation_runs_event").on(table.accountId, table.ruleId, table.eventId),
    index("automation_runs_log").on(table.accountId, table.ruleId, table.id.desc().nullsFirst()),
    foreignKey({
      columns: [table.accountId, table.ruleId],
      foreignColumns: [automationRules.accountId, automationRules.id],
    }).onDelete("cascade"),
  ],
);

/** Actions that a person runs on conversations (contract, settings §10). */
export const macros = pgTable(
  "macros",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name").notNull(),
    visibility: text("visibility", { enum: ["personal", "global"] })
      .notNull()
      .default("personal"),
    /** Null once the person left. */
    createdById: id("created_by_id"),
    updatedById: id("updated_by_id"),
    actions: jsonb("actions").$type<StoredAction[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.id] })],
);
