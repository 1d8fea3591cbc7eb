import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { retagLabel } from "./retag-label.ts";

/** Carries the new title of a label through conversations and contacts. */
export const retagLabelJob = defineJob({
  name: "retag_label",
  pool: "slow",
  payload: z.object({ account_id: z.number(), from: z.string(), to: z.string() }),
  run: ({ account_id, from, to }) => retagLabel(account_id, from, to),
});
