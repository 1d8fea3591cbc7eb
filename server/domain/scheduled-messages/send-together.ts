import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { type FreeConversation, lockFreeConversations } from "../conversations/queries/lock-conversations.ts";
import { quietZone } from "./planned-values.ts";
import { loadScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { contextOf, type Due, hasReplied } from "./send-one.ts";
import { sendScheduled } from "./send-scheduled.ts";

/**
 * Sends in one transaction what may go out without a further thought. Conversations that somebody is writing to are left for the next
 * look, so nobody waits for a lock.
 *
 * @param due  of one account and author, in the order in which they go out
 * @returns those that were sent, and those that must be decided about one by one: all of them when a rule or the machinery was against
 * one, because then nothing was sent
 */
export async function sendTogether(due: Due[]): Promise<{ sent: Due[]; left: Due[] }> {
  const [first] = due;
  if (!first) return { sent: [], left: [] };
  try {
    return await transaction(contextOf(first), (tx) => takeAndSend(tx, due));
  } catch (error) {
    runtime().log.info(
      { err: error, accountId: first.accountId, count: due.length },
      "scheduled messages go out singly",
    );
    return { sent: [], left: due };
  }
}

async function takeAndSend(tx: Tx, due: Due[]): Promise<{ sent: Due[]; left: Due[] }> {
  const conversations = await lockFreeConversations(tx, [...new Set(due.map((one) => one.conversationId))]);
  const free = due.filter((one) => conversations.has(one.conversationId));
  const rows = new Map((await loadPending(tx, free)).map((row) => [row.id, row]));
  const outgoing: { conversation: FreeConversation; row: ScheduledRow }[] = [];
  const sent: Due[] = [];
  const left: Due[] = [];
  for (const one of free) {
    const conversation = conversations.get(one.conversationId);
    const row = rows.get(one.id);
    if (!conversation || !row) continue;
    // What was planned for a conversation goes out in order: behind one that needs a thought the others wait for it.
    const isBehind = left.some((other) => other.conversationId === one.conversationId);
    if (isBehind || !(await isSimple(tx, conversation, row))) left.push(one);
    else {
      outgoing.push({ conversation, row });
      sent.push(one);
    }
  }
  if (outgoing.length > 0) await sendScheduled(tx, outgoing);
  return { sent, left };
}

/** Those that still wait, now that nobody can change them. */
const loadPending = (tx: Tx, due: Due[]): Promise<ScheduledRow[]> =>
  loadScheduled(tx, (sql) => ({
    where: sql`s.id = any(${due.map(({ id }) => id)}::bigint[]) and s.status = 'pending' and s.due_at <= now()`,
  }));

async function isSimple(tx: Tx, conversation: FreeConversation, row: ScheduledRow): Promise<boolean> {
  if (conversation.status !== "open" && conversation.status !== "pending") return false;
  if (row.cancelOnReply && hasReplied(row, conversation.lastIncomingAt)) return false;
  if (!row.quietHours) return true;
  const now = new Date();
  return afterQuietHours(now, row.quietHours, await quietZone(tx, row.timezone)) <= now;
}
