import { giveWay } from "../../platform/jobs/people-first.ts";
import { runtime } from "../../platform/runtime.ts";
import { isAllSpent, leaveRoom, withinPace } from "./pace.ts";
import { type Due, sendOne } from "./send-one.ts";
import { sendTogether } from "./send-together.ts";

/** Looked at with one statement. */
const BATCH = 200;
/** Sent in one transaction: a conversation of theirs is locked that long, and somebody may be about to answer in it. */
const TOGETHER = 25;

/**
 * Sends every scheduled message whose time has come, the longest due first (contract, scheduled-messages §5). The rows are the queue, so
 * a process that dies loses nothing, and the clock is the database's. Several processes share the work: who holds a conversation's lock
 * sends what is due in it, and who comes later finds it sent. What is more than an inbox may send now waits for the next look.
 *
 * @param ending  stops between two transactions
 * @returns how many were looked at
 */
export async function sendDue(ending?: AbortSignal): Promise<number> {
  const paused = new Set<number>();
  for (let seen = 0; ; ) {
    const pausedBefore = paused.size;
    const found = await findDue([...paused]);
    const due = found.length > 0 ? await withinPace(found, paused) : [];
    const taken = await sendChosen(due, ending);
    seen += taken;
    if (ending?.aborted) return seen;
    const isStuck = taken === 0 && paused.size === pausedBefore && due.length > 0;
    if (found.length < BATCH || isStuck || isAllSpent()) return seen;
  }
}

const findDue = (paused: number[]): Promise<Due[]> => runtime().sql<Due[]>`
  select s.account_id as "accountId", s.id, s.conversation_id as "conversationId", s.inbox_id as "inboxId",
    s.automation_rule_id as "ruleId", c.display_id as "displayId", a.locale,
    coalesce(s.scheduled_at, s.due_at) < now() - interval '1 hour' as "isOverdue",
    case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) end as author
  from (
    select * from scheduled_messages where due_at <= now() and inbox_id <> all(${paused}::bigint[]) order by due_at, id limit ${BATCH}
  ) as s
  join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
  join accounts a on a.id = s.account_id
  left join users u on u.id = s.author_user_id
  order by s.due_at, s.id`;

/**
 * Whose conversation is not free is left for the next look, and so is everything behind it in the same conversation.
 *
 * @returns how many were ours to decide about
 */
async function sendChosen(due: Due[], ending?: AbortSignal): Promise<number> {
  const decided = new Set<Due>();
  const held = new Set<number>();
  for (const some of inTransactions(due)) {
    if (ending?.aborted) break;
    await giveWay();
    for (const one of await sendSome(some.filter(({ conversationId }) => !held.has(conversationId)))) decided.add(one);
    for (const one of some) if (!decided.has(one)) held.add(one.conversationId);
  }
  await leaveRoom(due.filter((one) => !decided.has(one)));
  return decided.size;
}

/** What one author sends through one account, a few at a time. Within a conversation the order stays, whoever the authors are. */
function* inTransactions(due: Due[]): Generator<Due[]> {
  const open = new Map<string, Due[]>();
  const lastOf = new Map<number, string>();
  for (const one of due) {
    const lane = `${one.accountId}:${one.author?.id}:${one.ruleId}`;
    const waitsIn = lastOf.get(one.conversationId) ?? lane;
    const earlier = open.get(waitsIn);
    if (waitsIn !== lane && earlier) {
      open.delete(waitsIn);
      yield earlier;
    }
    lastOf.set(one.conversationId, lane);
    const some = [...(open.get(lane) ?? []), one];
    if (some.length < TOGETHER) open.set(lane, some);
    else {
      open.delete(lane);
      yield some;
    }
  }
  yield* open.values();
}

/** All of them at once; what is not simple, one by one. @returns those that were ours to decide about */
async function sendSome(due: Due[]): Promise<Due[]> {
  const { sent, left } = await sendTogether(due);
  const decided = [...sent];
  const held = new Set<number>();
  for (const one of left) {
    if (held.has(one.conversationId)) continue;
    if (await sendOne(one)) decided.push(one);
    else held.add(one.conversationId);
  }
  return decided;
}
