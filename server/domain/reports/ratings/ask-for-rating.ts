import type { Subscriber } from "../../../platform/events/subscriber.ts";
import type { ConversationResource } from "../../realtime/load-resources.ts";
import { sendSurveyJob } from "./jobs.ts";

/** Asks for the survey when a conversation ended in an inbox that wants to know (contract, messages §8). */
export const askForRating: Subscriber = {
  name: "csat_survey",
  handles: ["conversation.status_changed"],
  async consume(events, tx) {
    const ended = events
      .filter(({ type, data }) => type === "conversation.status_changed" && data.changed.status?.[1] === "resolved")
      .flatMap(({ resource }) => (resource ? [(resource as ConversationResource).row] : []));
    if (ended.length === 0) return;
    const inboxes = await tx.sql<{ id: number }[]>`
      select id from inboxes where account_id = ${tx.accountId} and csat_survey_enabled
        and id = any(${[...new Set(ended.map(({ inboxId }) => inboxId))]}::bigint[])`;
    const asking = new Set(inboxes.map(({ id }) => id));
    for (const { inboxId, groupType, displayId } of ended) {
      if (asking.has(inboxId) && groupType === "individual")
        tx.enqueue(sendSurveyJob, { account_id: tx.accountId, display_id: displayId });
    }
  },
};
