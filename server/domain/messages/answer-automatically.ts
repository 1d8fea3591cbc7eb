import type { Subscriber } from "../../platform/events/subscriber.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { sendAutomaticJob } from "./jobs.ts";

/** Asks for a greeting or an out-of-office answer where an inbox has one and somebody wrote (contract, messages §7). */
export const answerAutomatically: Subscriber = {
  name: "automatic_messages",
  handles: ["message.created"],
  async consume(events, tx) {
    const written = events
      .map((event) => event.resource as ConversationResource | null)
      .filter((resource) => resource?.message?.messageType === 0 && resource.row.groupType === "individual")
      .map((resource) => (resource as ConversationResource).row);
    if (written.length === 0) return;
    const inboxes = await tx.sql<{ id: number }[]>`
      select id from inboxes
      where account_id = ${tx.accountId} and id = any(${[...new Set(written.map(({ inboxId }) => inboxId))]}::bigint[])
        and (greeting_enabled and greeting_message <> '' or working_hours_enabled and out_of_office_message <> '')`;
    const answering = new Set(inboxes.map(({ id }) => id));
    const displayIds = new Set(
      written.filter(({ inboxId }) => answering.has(inboxId)).map(({ displayId }) => displayId),
    );
    for (const displayId of displayIds)
      tx.enqueue(sendAutomaticJob, { account_id: tx.accountId, display_id: displayId });
  },
};
