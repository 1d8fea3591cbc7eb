import type { Tx } from "../../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../../platform/events/subscriber.ts";
import type { ConversationResource } from "../../realtime/load-resources.ts";
import { assignWaitingJob } from "../jobs.ts";

/**
 * Asks for assignment when a conversation opens, loses its team's agent, or makes room by ending, and when a person becomes
 * available (contract, conversations §7).
 */
export const assignWhenOpen: Subscriber = {
  name: "auto_assignment",
  handles: [
    "conversation.created",
    "conversation.updated",
    "agent.changed",
    "agent.came_back",
    "inbox_members.changed",
  ],
  async consume(events, tx) {
    const opened = events.filter(isOpened).map((event) => (event.resource as ConversationResource).row);
    const madeRoom = events.filter(isEnded).map((event) => (event.resource as ConversationResource).row.inboxId);
    const assigning = await assigningInboxes(tx, [...opened.map(({ inboxId }) => inboxId), ...madeRoom]);
    const ids = { account_id: tx.accountId };
    for (const { id, inboxId } of opened) {
      if (assigning.has(inboxId)) tx.enqueue(assignWaitingJob, { ...ids, inbox_id: inboxId, conversation_id: id });
    }
    for (const inboxId of new Set(madeRoom)) {
      if (assigning.get(inboxId)) tx.enqueue(assignWaitingJob, { ...ids, inbox_id: inboxId });
    }
    for (const userId of new Set(events.flatMap(freed))) tx.enqueue(assignWaitingJob, { ...ids, user_id: userId });
  },
};

function isOpened(event: LoadedEvent): boolean {
  const row = (event.resource as ConversationResource | null)?.row;
  if (row?.status !== "open") return false;
  if (event.type === "conversation.created") return true;
  return event.type === "conversation.updated" && ("status" in event.data.changed || "team_id" in event.data.changed);
}

function isEnded(event: LoadedEvent): boolean {
  const row = (event.resource as ConversationResource | null)?.row;
  return event.type === "conversation.updated" && "status" in event.data.changed && row?.status !== "open";
}

function freed(event: LoadedEvent): number[] {
  if (event.type === "agent.changed" || event.type === "agent.came_back") return [event.data.user_id];
  return event.type === "inbox_members.changed" ? event.data.user_ids : [];
}

/** Those that assign by themselves and have members; the value says whether agents have a limit, so that an end makes room. */
async function assigningInboxes(tx: Tx, inboxIds: number[]): Promise<Map<number, boolean>> {
  if (inboxIds.length === 0) return new Map();
  const rows = await tx.sql<{ id: number; hasLimit: boolean }[]>`
    select i.id, i.auto_assignment_config ? 'max_assignment_limit' as "hasLimit" from inboxes i
    where i.account_id = ${tx.accountId} and i.id = any(${inboxIds}::bigint[]) and i.enable_auto_assignment
      and exists (select 1 from inbox_members im where im.account_id = i.account_id and im.inbox_id = i.id)`;
  return new Map(rows.map(({ id, hasLimit }) => [id, hasLimit]));
}
