import { sql } from "drizzle-orm";
import {
  bigint,
  date,
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
import { accounts } from "./accounts.ts";
import { createdAt, id, identity, instant, updatedAt } from "./columns.ts";
import { conversations } from "./conversations.ts";

/**
 * What happened in a conversation and how long it took (contract, reports). Who was responsible is frozen: later assignments do not
 * move what somebody did.
 */
export const reportingEvents = pgTable(
  "reporting_events",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    name: text("name").notNull(),
    /** Seconds by the clock, and those of them in which the inbox was open. */
    value: doublePrecision("value").notNull().default(0),
    valueInBusinessHours: doublePrecision("value_in_business_hours").notNull().default(0),
    inboxId: id("inbox_id"),
    userId: id("user_id"),
    teamId: id("team_id"),
    conversationId: id("conversation_id"),
    /** The event that told of it: a repeat changes nothing. */
    sourceEventId: id("source_event_id"),
    eventStartTime: instant("event_start_time").notNull(),
    eventEndTime: instant("event_end_time").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("reporting_events_source")
      .on(table.accountId, table.name, table.sourceEventId)
      .where(sql`source_event_id is not null`),
    index("reporting_events_by_time").on(table.accountId, table.name, table.eventEndTime),
    index("reporting_events_of_conversation").on(table.accountId, table.conversationId),
  ],
);

/** Sums per day, so that a year is answered from hundreds of rows (contract, reports). `dimension_id` 0 stands for the account. */
export const reportRollups = pgTable(
  "report_rollups",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    metric: text("metric").notNull(),
    dimension: text("dimension", { enum: ["account", "inbox", "agent", "team", "label"] }).notNull(),
    dimensionId: id("dimension_id").notNull(),
    /** UTC day and hour, so that every time zone's days can be put together. */
    day: date("day").notNull(),
    hour: smallint("hour").notNull(),
    count: bigint("count", { mode: "number" }).notNull().default(0),
    sum: doublePrecision("sum").notNull().default(0),
    sumInBusinessHours: doublePrecision("sum_in_business_hours").notNull().default(0),
  },
  (table) => [
    primaryKey({
      columns: [table.accountId, table.metric, table.dimension, table.dimensionId, table.day, table.hour],
    }),
  ],
);

/** Up to where hours are summed up, and hours below that must be summed up again. */
export const reportRollupStates = pgTable("report_rollup_states", {
  accountId: id("account_id")
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  /** Start of the first hour that is not summed up yet. */
  doneUntil: instant("done_until").notNull(),
  dirtyHours: instant("dirty_hours").array().notNull().default(sql`'{}'`),
});

/** What customers answered to the survey; one answer per survey message, the newest counts (contract, messages §8). */
export const csatSurveyResponses = pgTable(
  "csat_survey_responses",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    conversationId: id("conversation_id").notNull(),
    messageId: id("message_id").notNull(),
    contactId: id("contact_id").notNull(),
    inboxId: id("inbox_id").notNull(),
    assignedAgentId: id("assigned_agent_id"),
    teamId: id("team_id"),
    rating: integer("rating").notNull(),
    feedbackMessage: text("feedback_message"),
    reviewNotes: text("csat_review_notes"),
    reviewNotesUpdatedAt: instant("review_notes_updated_at"),
    reviewNotesUpdatedById: id("review_notes_updated_by_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("csat_survey_responses_message").on(table.accountId, table.messageId),
    index("csat_survey_responses_by_time").on(table.accountId, table.createdAt.desc().nullsFirst()),
    foreignKey({
      columns: [table.accountId, table.conversationId],
      foreignColumns: [conversations.accountId, conversations.id],
    }).onDelete("cascade"),
  ],
);
