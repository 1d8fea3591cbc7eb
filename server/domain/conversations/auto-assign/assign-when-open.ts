import type { Tx } from "../../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../../platform/events/subscriber.ts";
import type { ConversationResource } from "../../realtime/load-resources.ts";
import { assignWaitingJob } from "../jobs.ts";

/**
 * Asks for assignment when a conversation opens, loses its agent, or makes room by ending or going to somebody else; when a person
 * becomes available; and when an inbox is set up anew (contract, conversations §7).
 */
export const assignWhenOpen: Subscriber = {
  name: "auto_assignment",
  handles: [
    "conversation.created",
    "conversation.updated",
    "agent.changed",
    "agent.came_back",
    "inbox_members.changed",
    "team_members.changed",
    "inbox.updated",
  ],
  async consume(events, tx) {
    const opened = events.filter(isOpened).map((event) => (event.resource as ConversationResource).row);
    const madeRoom = events.filter(makesRoom).map((event) => (event.resource as ConversationResource).row.inboxId);
    const drained = events.flatMap(toDrain);
    const assigning = await assigningInboxes(tx, [...opened.map(({ inboxId }) => inboxId), ...madeRoom, ...drained]);
    const ids = { account_id: tx.accountId };
    for (const { id, inboxId } of opened) {
      if (assigning.has(inboxId)) tx.enqueue(assignWaitingJob, { ...ids, inbox_id: inboxId, conversation_id: id });
    }
    const wanted = [...madeRoom.filter((id) => assigning.get(id)), ...drained.filter((id) => assigning.has(id))];
    for (const inboxId of new Set(wanted)) {
      tx.enqueue(assignWaitingJob, { ...ids, inbox_id: inboxId });
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

/** Somebody who was at the limit of their inbox may be below it now. */
function makesRoom(event: LoadedEvent): boolean {
  const row = (event.resource as ConversationResource | null)?.row;
  if (event.type !== "conversation.updated" || !row) return false;
  const [holder] = event.data.changed.assignee_id ?? [null];
  return holder !== null || ("status" in event.data.changed && row.status !== "open");
}

/** Inboxes where something may wait that can be given now: its agent left, or somebody allowed more. */
function toDrain(event: LoadedEvent): number[] {
  if (event.type === "inbox.updated") return [event.data.inbox_id];
  const row = (event.resource as ConversationResource | null)?.row;
  const isLeft = event.type === "conversation.updated" && event.data.changed.assignee_id?.[1] === null;
  return isLeft && row ? [row.inboxId] : [];
}

function freed(event: LoadedEvent): number[] {
  if (event.type === "agent.changed" || event.type === "agent.came_back") return [event.data.user_id];
  return event.type === "inbox_members.changed" || event.type === "team_members.changed" ? event.data.user_ids : [];
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
