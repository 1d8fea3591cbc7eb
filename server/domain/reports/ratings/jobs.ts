import { z } from "zod";
import { defineJob } from "../../../platform/jobs/define-job.ts";

/** Sends the survey of a conversation that ended, when its inbox's rules want one. */
export const sendSurveyJob = defineJob({
  name: "send_survey",
  pool: "slow",
  payload: z.object({ account_id: z.number(), display_id: z.number() }),
  run: async ({ account_id, display_id }) => {
    const { sendSurvey } = await import("./send-survey.ts");
    await sendSurvey({ accountId: account_id, displayId: display_id });
  },
});
