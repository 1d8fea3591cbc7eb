import { z } from "zod";
import { attributeHash, flag, unixSeconds, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { agent } from "../accounts/contract/agent.ts";

const base = "/api/v1/accounts/{account_id}/conversations/{conversation_id}/scheduled_messages";

/** Longest text in characters (contract, scheduled-messages §1). */
export const MAX_SCHEDULED_CONTENT = 150_000;
/** A list of one conversation has no pages (contract, scheduled-messages §3). */
export const MOST_LISTED = 100;

export const scheduledStatuses = ["draft", "pending", "sent", "failed"] as const;
export type ScheduledStatus = (typeof scheduledStatuses)[number];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Ours: between these clock times nothing goes out; what falls into them waits for the end. */
export const quietHours = z.object({ from: clockTime, until: clockTime });
export type QuietHours = z.infer<typeof quietHours>;

const weekday = z.coerce.number().int().min(0).max(6);

/** How a message repeats (contract, scheduled-messages §8). Days are 0 Sunday to 6. */
export const recurrenceRule = z.object({
  frequency: z.enum(["daily", "weekly", "monthly", "yearly"]),
  interval: z.coerce.number().int().min(1).max(1000).default(1),
  week_days: z.array(weekday).max(7).nullish(),
  monthly_type: z.enum(["day_of_month", "day_of_week"]).nullish(),
  /** 1 to 5, or -1 for the last one. */
  monthly_week: z.coerce
    .number()
    .int()
    .refine((week) => week === -1 || (week >= 1 && week <= 5))
    .nullish(),
  monthly_weekday: weekday.nullish(),
  end_type: z.enum(["never", "on_date", "after_count"]).default("never"),
  /** `YYYY-MM-DD`, that day included. */
  end_date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d/)
    .transform((date) => date.slice(0, 10))
    .nullish(),
  end_count: z.coerce.number().int().min(1).max(100_000).nullish(),
});
export type RecurrenceRule = z.infer<typeof recurrenceRule>;

export const automationAuthor = z.object({ id: z.number(), type: z.literal("AutomationRule"), name: z.string() });

/** The one file of a scheduled message; `blob_id` names it in another one. */
export const scheduledAttachment = z.object({
  id: z.number(),
  scheduled_message_id: z.number().optional(),
  recurring_scheduled_message_id: z.number().optional(),
  /** MIME type. */
  file_type: z.string(),
  account_id: z.number(),
  file_url: z.string(),
  blob_id: z.string(),
  filename: z.string(),
  /** Ours, bytes. */
  file_size: z.number(),
});

/** What scheduled messages and series have in common. */
export const plannedMessage = z.object({
  id: z.number(),
  content: z.string().nullable(),
  inbox_id: z.number(),
  /** Display id. */
  conversation_id: z.number(),
  account_id: z.number(),
  template_params: attributeHash.nullable(),
  author_id: z.number().nullable(),
  author_type: z.enum(["User", "AutomationRule"]).nullable(),
  /** Missing when the author is gone. */
  author: z.union([agent, automationAuthor]).optional(),
  attachment: scheduledAttachment.optional(),
  created_at: unixSeconds,
  updated_at: unixSeconds,
  /** Ours: zone of the clock times, null for UTC. */
  timezone: z.string().nullable(),
  quiet_hours: quietHours.nullable(),
  /** Ours: not sent, and a draft again, when the customer writes before. */
  cancel_on_reply: z.boolean(),
  revision: z.number(),
});

/** A message that waits for its time (contract, scheduled-messages §1). */
export const scheduledMessage = plannedMessage.extend({
  status: z.enum(scheduledStatuses),
  scheduled_at: unixSeconds.nullable(),
  message_id: z.number().nullable(),
  recurring_scheduled_message_id: z.number().optional(),
  recurrence_rule: recurrenceRule.optional(),
  /** Ours: what was asked for, where quiet hours moved it. */
  planned_at: unixSeconds.nullable(),
  /** Ours: due, and waiting for its conversation to be opened again. */
  is_held: z.boolean(),
  /** Ours: when the customer's reply made it a draft again. */
  cancelled_at: unixSeconds.nullable(),
  /** Ours: why it failed. */
  failure: z.string().nullable(),
});
export type ScheduledMessage = z.infer<typeof scheduledMessage>;

/** In multipart bodies a hash comes as JSON text. */
export const jsonOr = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => {
    if (typeof value !== "string") return value;
    if (value === "") return null;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, schema);

/** What both kinds take; the rules of §4 are the use cases'. */
export const plannedBody = z.object({
  content: z.string().nullish(),
  /** ISO 8601. */
  scheduled_at: z.union([z.string(), z.number()]).nullish(),
  status: z.string().nullish(),
  /** A file, or the `blob_id` of one that another scheduled message has. */
  attachment: z.union([z.instanceof(File), z.string()]).nullish(),
  remove_attachment: z.unknown().optional(),
  template_params: jsonOr(attributeHash.nullish()),
  timezone: z.string().max(64).nullish(),
  quiet_hours: jsonOr(quietHours.nullish()),
  cancel_on_reply: flag.nullish(),
});
export type PlannedBody = z.infer<typeof plannedBody>;

const inConversation = z.object({ conversation_id: wireId });
const one = z.object({ conversation_id: wireId, id: wireId });
const maxBytes = 64 * 1024 * 1024;
const tag = "Scheduled messages";

export const listScheduledMessages = operation({
  id: "scheduled_messages.list",
  method: "GET",
  path: base,
  summary: "Scheduled messages of a conversation: drafts without time first, then the latest time first; 100 at most",
  tag,
  callers: ["user"],
  params: inConversation,
  response: z.object({ payload: z.array(scheduledMessage) }),
});

export const createScheduledMessage = operation({
  id: "scheduled_messages.create",
  method: "POST",
  path: base,
  summary: "Schedule a message, or keep it as a draft",
  tag,
  callers: ["user"],
  params: inConversation,
  body: plannedBody,
  response: scheduledMessage,
  maxBytes,
});

export const updateScheduledMessage = operation({
  id: "scheduled_messages.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a scheduled message that was not sent yet",
  tag,
  callers: ["user"],
  params: one,
  body: plannedBody,
  response: scheduledMessage,
  maxBytes,
});

export const deleteScheduledMessage = operation({
  id: "scheduled_messages.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete a scheduled message that was not sent yet",
  tag,
  callers: ["user"],
  params: one,
  response: scheduledMessage,
});

/** Ours. */
export const sendScheduledMessageNow = operation({
  id: "scheduled_messages.send_now",
  method: "POST",
  path: `${base}/{id}/send_now`,
  summary: "Send a scheduled message at once",
  tag,
  callers: ["user"],
  params: one,
  response: scheduledMessage,
});
