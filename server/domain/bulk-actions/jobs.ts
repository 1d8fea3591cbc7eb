import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { changeMany } from "./change-many.ts";

const labels = z.object({ add: z.array(z.string()), remove: z.array(z.string()) });

const change = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("change_conversations"),
    labels,
    /** A key that is there is changed; null unassigns. */
    fields: z.object({ assignee_id: z.number().nullable().optional(), team_id: z.number().nullable().optional() }),
    status: z
      .object({ to: z.enum(["open", "resolved", "pending", "snoozed"]), snoozed_until: z.string().nullable() })
      .optional(),
  }),
  z.object({ type: z.literal("label_contacts"), labels }),
  z.object({ type: z.literal("delete_contacts") }),
]);
export type Change = z.infer<typeof change>;

const manyChanges = z.object({
  account_id: z.number(),
  /** As whom. */
  user_id: z.number(),
  locale: z.string(),
  ids: z.array(z.number()),
  change,
});
export type ManyChanges = z.infer<typeof manyChanges>;

/** Changes many conversations or contacts, one after the other. */
export const changeManyJob = defineJob({
  name: "change_many",
  pool: "slow",
  payload: manyChanges,
  run: changeMany,
});
