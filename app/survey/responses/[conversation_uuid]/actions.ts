"use server";

import { redirect } from "next/navigation";
import * as contract from "#server/domain/reports/contract/ratings.ts";
import { answerSurvey } from "#server/domain/reports/ratings/survey.ts";
import { action } from "../../../server-context.ts";

/** `rating`, `feedback_message`: the form of browsers without scripts. Comes back to the page, which says what became of it. */
export async function submitSurvey(uuid: string, form: FormData): Promise<void> {
  const result = await action(
    contract.answerSurvey,
    answerSurvey,
  )({
    uuid,
    submitted_values: {
      csat_survey_response: {
        rating: form.get("rating"),
        feedback_message: String(form.get("feedback_message") ?? "").trim() || null,
      },
    },
  });
  const problem = result.ok ? "" : result.code === "refused" ? "?problem=tooOld" : "?problem=failed";
  redirect(`/survey/responses/${encodeURIComponent(uuid)}${problem}`);
}
