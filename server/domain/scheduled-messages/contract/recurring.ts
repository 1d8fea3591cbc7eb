import { z } from "zod";
import { unixSeconds, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { jsonOr, plannedBody, plannedMessage, recurrenceRule, scheduledStatuses } from "../contract.ts";

const base = "/api/v1/accounts/{account_id}/conversations/{conversation_id}/recurring_scheduled_messages";

/** A list of one conversation has no pages (contract, scheduled-messages §8). */
export const MOST_SERIES = 50;

/** A message that repeats (contract, scheduled-messages §8). */
export const recurringScheduledMessage = plannedMessage.extend({
  status: z.enum(["draft", "active", "completed", "cancelled"]),
  recurrence_rule: recurrenceRule,
  /** An English sentence; screens say it in their own language. */
  recurrence_description: z.string(),
  occurrences_sent: z.number(),
  pending_scheduled_message: z.object({ id: z.number(), scheduled_at: unixSeconds }).optional(),
  scheduled_messages: z.array(
    z.object({
      id: z.number(),
      status: z.enum(scheduledStatuses),
      scheduled_at: unixSeconds.nullable(),
      message_id: z.number().nullable(),
    }),
  ),
  /** Ours: when the first one is planned. */
  starts_at: unixSeconds.nullable(),
});
export type RecurringScheduledMessage = z.infer<typeof recurringScheduledMessage>;

const inConversation = z.object({ conversation_id: wireId });
const one = z.object({ conversation_id: wireId, id: wireId });
const body = plannedBody.extend({ recurrence_rule: jsonOr(recurrenceRule.nullish()) });
export type RecurringBody = z.infer<typeof body>;
const maxBytes = 64 * 1024 * 1024;
const tag = "Scheduled messages";

export const listRecurringScheduledMessages = operation({
  id: "recurring_scheduled_messages.list",
  method: "GET",
  path: base,
  summary: "Series of a conversation: active ones first, then drafts, then the others; 50 at most",
  tag,
  callers: ["user"],
  params: inConversation,
  response: z.object({ payload: z.array(recurringScheduledMessage) }),
});

export const createRecurringScheduledMessage = operation({
  id: "recurring_scheduled_messages.create",
  method: "POST",
  path: base,
  summary: "Start a series, or keep it as a draft",
  tag,
  callers: ["user"],
  params: inConversation,
  body,
  response: recurringScheduledMessage,
  maxBytes,
});

export const updateRecurringScheduledMessage = operation({
  id: "recurring_scheduled_messages.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a series from its next message on",
  tag,
  callers: ["user"],
  params: one,
  body,
  response: recurringScheduledMessage,
  maxBytes,
});

export const stopRecurringScheduledMessage = operation({
  id: "recurring_scheduled_messages.stop",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Stop a series: what waits goes, what was sent stays",
  tag,
  callers: ["user"],
  params: one,
  response: recurringScheduledMessage,
});
