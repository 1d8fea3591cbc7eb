import { z } from "zod";
import { flag, listOf, page, unixSeconds, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { jsonOr, quietHours, recurrenceRule, scheduledMessage, scheduledStatuses } from "../contract.ts";

const base = "/api/v1/accounts/{account_id}/scheduled_messages";

export const OVERVIEW_PAGE = 25;
/** Counts stop here: "999+" says enough. */
export const MOST_COUNTED = 1000;
/** Messages of a day that the calendar shows; the rest is a number. */
export const SHOWN_A_DAY = 4;

/** Who did what with it. */
const step = z.object({
  action: z.enum(["scheduled", "drafted", "changed", "sent_now", "cancelled_by_reply", "stopped"]),
  at: unixSeconds,
  by: z.object({ id: z.number(), name: z.string() }).nullable(),
});

/** A scheduled message with where it belongs. */
export const overviewItem = scheduledMessage.extend({
  conversation: z.object({
    id: z.number(),
    status: z.enum(["open", "resolved", "pending", "snoozed"]),
    contact: z.object({ id: z.number(), name: z.string(), thumbnail: z.string() }),
  }),
  inbox: z.object({ id: z.number(), name: z.string() }),
  history: z.array(step),
});
export type OverviewItem = z.infer<typeof overviewItem>;

const filters = {
  inbox_id: wireId.optional(),
  /** A person of the team. */
  author_id: wireId.optional(),
  status: listOf(z.enum(scheduledStatuses)),
};

/** Ours. */
export const listAccountScheduledMessages = operation({
  id: "scheduled_messages.overview",
  method: "GET",
  path: base,
  summary: "Scheduled messages of all conversations the caller sees, soonest first, sent ones latest first",
  tag: "Scheduled messages",
  callers: ["user"],
  query: z.object({
    ...filters,
    /** Unix seconds: from this time on, and before that one. */
    from: z.coerce.number().int().optional(),
    to: z.coerce.number().int().optional(),
    latest_first: flag.optional(),
    page,
  }),
  response: z.object({
    payload: z.array(overviewItem),
    meta: z.object({
      page: z.number(),
      has_more: z.boolean(),
      /** By status, whatever `status` asks for; 1000 stands for "at least that many". */
      counts: z.object({ draft: z.number(), pending: z.number(), sent: z.number(), failed: z.number() }),
    }),
  }),
});

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Ours. */
export const scheduledMessagesCalendar = operation({
  id: "scheduled_messages.calendar",
  method: "GET",
  path: `${base}/calendar`,
  summary: "Scheduled messages by day, at most 62 days: how many, and the first of each",
  tag: "Scheduled messages",
  callers: ["user"],
  query: z.object({ ...filters, from: day, to: day, timezone: z.string().max(64).default("UTC") }),
  response: z.object({
    payload: z.array(
      z.object({
        date: day,
        counts: z.object({ draft: z.number(), pending: z.number(), sent: z.number(), failed: z.number() }),
        items: z.array(overviewItem),
      }),
    ),
  }),
});

/** Ours. */
export const previewSchedule = operation({
  id: "scheduled_messages.preview",
  method: "POST",
  path: `${base}/preview`,
  summary: "When a message would go out: the next five times of a rule, quiet hours respected",
  tag: "Scheduled messages",
  callers: ["user"],
  body: z.object({
    scheduled_at: z.union([z.string(), z.number()]),
    recurrence_rule: jsonOr(recurrenceRule.nullish()),
    timezone: z.string().max(64).nullish(),
    quiet_hours: jsonOr(quietHours.nullish()),
  }),
  response: z.object({
    runs: z.array(unixSeconds),
    /** The first is later than asked for, because of quiet hours. */
    is_moved: z.boolean(),
  }),
});
