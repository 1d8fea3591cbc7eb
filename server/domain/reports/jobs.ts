import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";

/** Writes down what an event means for reports. */
export const recordReportingJob = defineJob({
  name: "record_reporting",
  pool: "slow",
  payload: z.object({
    account_id: z.number(),
    event_id: z.number(),
    conversation_id: z.number(),
    what: z.enum(["opened", "resolved", "replied", "handed_off"]),
    /** ISO. */
    at: z.string(),
    message_id: z.number().optional(),
    waiting_since: z.string().nullish(),
    is_first: z.boolean().optional(),
  }),
  run: async (payload) => {
    const { recordReporting } = await import("./record-reporting.ts");
    await recordReporting({
      accountId: payload.account_id,
      eventId: payload.event_id,
      conversationId: payload.conversation_id,
      what: payload.what,
      at: new Date(payload.at),
      messageId: payload.message_id,
      waitingSince: payload.waiting_since ? new Date(payload.waiting_since) : null,
      isFirst: payload.is_first ?? false,
    });
  },
});

/** Marks hours to be summed up again because conversations have another team or other labels, or a label became known. */
export const recountHoursJob = defineJob({
  name: "recount_hours",
  pool: "slow",
  payload: z.object({
    account_id: z.number(),
    conversation_ids: z.array(z.number()).optional(),
    label_id: z.number().optional(),
  }),
  run: async (payload) => {
    const { recountHours } = await import("./recount-hours.ts");
    await recountHours({
      accountId: payload.account_id,
      conversationIds: payload.conversation_ids ?? [],
      labelId: payload.label_id ?? null,
    });
  },
});
