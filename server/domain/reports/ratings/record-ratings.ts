import type { LoadedEvent, Subscriber } from "../../../platform/events/subscriber.ts";
import type { ConversationResource } from "../../realtime/load-resources.ts";

/** Keeps what customers answered to surveys; a second answer replaces the first (contract, public API §2). */
export const recordRatings: Subscriber = {
  name: "csat_ratings",
  handles: ["message.updated"],
  async consume(events, tx) {
    for (const { message_id, conversation_id, rating, feedback } of events.flatMap(ratingOf)) {
      await tx.sql`
        insert into csat_survey_responses (account_id, conversation_id, message_id, contact_id, inbox_id, assigned_agent_id, team_id,
          rating, feedback_message)
        select c.account_id, c.id, ${message_id}, c.contact_id, c.inbox_id, c.assignee_id, c.team_id, ${rating}, ${feedback}
        from conversations c where c.account_id = ${tx.accountId} and c.id = ${conversation_id}
        on conflict (account_id, message_id) do update
        set rating = excluded.rating, feedback_message = excluded.feedback_message, updated_at = now()`;
    }
  },
};

function ratingOf(event: LoadedEvent) {
  const message = (event.resource as ConversationResource | null)?.message;
  if (message?.contentType !== "input_csat") return [];
  const values = message.contentAttributes.submitted_values as
    | { csat_survey_response?: { rating?: unknown; feedback_message?: unknown } }
    | undefined;
  const rating = Number(values?.csat_survey_response?.rating);
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return [];
  const feedback = values?.csat_survey_response?.feedback_message;
  return [
    {
      message_id: message.id,
      conversation_id: message.conversationId,
      rating,
      feedback: typeof feedback === "string" ? feedback.slice(0, 20_000) : null,
    },
  ];
}
