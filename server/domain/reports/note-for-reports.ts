import type { Tx } from "../../platform/database/transaction.ts";
import type { Event } from "../../platform/events/event-types.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { recordReportingJob, recountHoursJob } from "./jobs.ts";

/** Takes from the stream of events what reports count (contract, reports §7). The sums are made in jobs. */
export const noteForReports: Subscriber = {
  name: "reports",
  handles: [
    "conversation.status_changed",
    "conversation.updated",
    "reply.created",
    "message.created",
    "record.changed",
  ],
  async consume(events, tx) {
    await markLateHours(tx, events);
    enqueueRecounts(tx, events);
    for (const event of events) {
      const fact = factOf(event);
      if (!fact) continue;
      tx.enqueue(recordReportingJob, {
        account_id: tx.accountId,
        event_id: event.id,
        at: event.createdAt.toISOString(),
        ...fact,
      });
    }
  },
};

/** An hour ago and longer: it may be summed up already. */
const LATE_MS = 3_600_000;

/** Hours that got a message after they were over are summed up again. */
async function markLateHours(tx: Tx, events: LoadedEvent[]): Promise<void> {
  const late = events.flatMap(({ resource, createdAt }) => {
    const written = (resource as ConversationResource | null)?.message?.createdAt;
    return written && createdAt.getTime() - written.getTime() > LATE_MS ? [written] : [];
  });
  if (late.length === 0) return;
  const hours = new Set(late.map((time) => new Date(Math.floor(time.getTime() / LATE_MS) * LATE_MS).toISOString()));
  await tx.sql`
    update report_rollup_states
    set dirty_hours = array(select distinct unnest(dirty_hours || ${[...hours]}::text[]::timestamptz[]))
    where account_id = ${tx.accountId}`;
}

/** Reports by team and label go by what conversations have now. */
function enqueueRecounts(tx: Tx, events: LoadedEvent[]): void {
  const regrouped = events.flatMap((event) =>
    event.type === "conversation.updated" && (event.data.changed.team_id || event.data.changed.labels)
      ? [event.data.conversation_id]
      : [],
  );
  if (regrouped.length > 0) {
    tx.enqueue(recountHoursJob, { account_id: tx.accountId, conversation_ids: [...new Set(regrouped)] });
  }
  for (const { type, data } of events) {
    if (type !== "record.changed" || data.record !== "Label" || data.action !== "create") continue;
    tx.enqueue(recountHoursJob, { account_id: tx.accountId, label_id: data.id });
  }
}

function factOf(event: LoadedEvent) {
  if (event.type === "reply.created") {
    const { conversation_id, message_id, waiting_since, is_first } = event.data;
    return { what: "replied" as const, conversation_id, message_id, waiting_since, is_first };
  }
  if (event.type !== "conversation.status_changed") return null;
  const what = statusFact(event);
  return what && { what, conversation_id: event.data.conversation_id };
}

function statusFact({ data, actor }: Event & { type: "conversation.status_changed" }) {
  const [from, to] = data.changed.status ?? [];
  if (to === "resolved") return "resolved" as const;
  if (to !== "open") return null;
  return from === "pending" && actor?.kind === "agent_bot" ? ("handed_off" as const) : ("opened" as const);
}
