import { isAppError } from "../../platform/app-error.ts";
import type { Actor } from "../../platform/auth/actor.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { publicSentence } from "../../platform/http/error-response.ts";
import { runtime } from "../../platform/runtime.ts";
import { type LockedConversation, lockConversation } from "../conversations/queries/get-conversation.ts";
import { cancelByReply } from "./cancel-on-reply.ts";
import { continueSeries } from "./continue-series.ts";
import { quietZone } from "./planned-values.ts";
import { getScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { sendScheduled } from "./send-scheduled.ts";

/** What is due, as far as it must be known before its conversation is locked. */
interface Due {
  accountId: number;
  id: number;
  displayId: number;
  locale: string;
  author: { id: number; name: string; email: string } | null;
  automationRuleId: number | null;
}

const BATCH = 100;
/** More would take the database from people who answer customers meanwhile. */
const LANES = 2;
/** First half of the advisory lock's key; the row is the second. */
const SENDING_LOCK = 7003;
/** Tries when not a rule but the machinery is in the way. */
const MOST_ATTEMPTS = 6;

/**
 * Sends every scheduled message whose time has come, the longest due first (contract, scheduled-messages §5). The rows are the queue, so
 * a process that dies loses nothing, and the clock is the database's. Several processes share the work: who holds a row's lock sends
 * it, and who comes later finds it sent.
 *
 * @param ending  stops between two messages
 * @returns how many were looked at
 */
export async function sendDue(ending?: AbortSignal): Promise<number> {
  let seen = 0;
  for (;;) {
    const due = await findDue();
    const taken = await sendBatch(due, ending);
    seen += taken;
    if (ending?.aborted || due.length < BATCH || taken === 0) return seen;
  }
}

/** A few at once, each in a transaction of its own: they mostly wait for the database. */
async function sendBatch(due: Due[], ending: AbortSignal | undefined): Promise<number> {
  const waiting = [...due];
  let taken = 0;
  const work = async () => {
    for (let one = waiting.shift(); one && !ending?.aborted; one = waiting.shift()) {
      if (await sendOne(one)) taken++;
    }
  };
  await Promise.all(Array.from({ length: LANES }, work));
  return taken;
}

const findDue = (): Promise<Due[]> => runtime().sql<Due[]>`
  select s.account_id as "accountId", s.id, c.display_id as "displayId", a.locale, s.automation_rule_id as "automationRuleId",
    case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) end as author
  from (select * from scheduled_messages where due_at <= now() order by due_at, id limit ${BATCH}) as s
  join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
  join accounts a on a.id = s.account_id
  left join users u on u.id = s.author_user_id
  order by s.due_at, s.id`;

/** @returns false when another process is at it */
async function sendOne(due: Due): Promise<boolean> {
  try {
    return await transaction(contextOf(due), (tx) => takeAndSend(tx, due));
  } catch (error) {
    await recordTrouble(due, error);
    return true;
  }
}

/** The message and its events are its author's doing. What a rule planned is the rule's: it must not call rules again. */
function contextOf({ accountId, author, automationRuleId, locale, id }: Due): AccountContext {
  const cause = automationRuleId === null ? `scheduled:${id}` : `automation:${automationRuleId}`;
  const actor: Actor = author
    ? { kind: "user", userId: author.id, name: author.name, email: author.email }
    : { kind: "system", cause };
  return { ...systemContext(accountId, `scheduled:${id}`), actor, locale };
}

/** The product itself opens the conversation: the author may have left the inbox meanwhile. */
const asProduct = (tx: Tx): Tx => ({ ...tx, actor: { kind: "system" } });

async function takeAndSend(tx: Tx, due: Due): Promise<boolean> {
  const [lock] = await tx.sql<{ isOurs: boolean }[]>`
    select pg_try_advisory_xact_lock(${SENDING_LOCK}, ${due.id % 2 ** 31}::integer) as "isOurs"`;
  if (!lock?.isOurs) return false;
  const conversation = await lockConversation(asProduct(tx), due.displayId);
  const row = await getScheduled(tx, { id: due.id, conversationId: conversation.id });
  const now = new Date();
  if (row.status !== "pending" || !row.dueAt) return true;
  if (row.cancelOnReply && (await hasReplied(tx, conversation, row))) await cancelByReply(asProduct(tx), row);
  else if (conversation.status !== "open" && conversation.status !== "pending") await wait(tx, row, null);
  else {
    const at = row.quietHours ? afterQuietHours(now, row.quietHours, await quietZone(tx, row.timezone)) : now;
    if (at > now) await wait(tx, row, at);
    else await sendScheduled(tx, { conversation, row });
  }
  return true;
}

/** The event of the reply may still be on its way. Providers tell whole seconds. */
async function hasReplied(tx: Tx, conversation: LockedConversation, row: ScheduledRow): Promise<boolean> {
  const [found] = await tx.sql`
    select 1 from conversations
    where account_id = ${tx.accountId} and id = ${conversation.id} 
      and last_incoming_at > ${row.armedAt?.toISOString() ?? null}::timestamptz - interval '1 second'`;
  return found !== undefined;
}

/** @param until  end of quiet hours; null: until the conversation is opened again */
async function wait(tx: Tx, row: ScheduledRow, until: Date | null): Promise<void> {
  const at = until?.toISOString() ?? null;
  await tx.sql`
    update scheduled_messages set due_at = ${at}, scheduled_at = coalesce(${at}, scheduled_at), revision = revision + 1
    where account_id = ${tx.accountId} and id = ${row.id}`;
  tx.emit("scheduled_message.updated", { scheduled_message_id: row.id, conversation_id: row.conversationId });
}

/**
 * A rule that refused the message is final (contract, scheduled-messages §5: no automatic retry). Anything else happened before the
 * commit, so nothing was sent: tried again, a few times.
 */
async function recordTrouble(due: Due, error: unknown): Promise<void> {
  const reason = isAppError(error) ? publicSentence(error) : "Something went wrong on our side";
  runtime().log.warn(
    { err: error, accountId: due.accountId, scheduledMessageId: due.id },
    "a scheduled message was not sent",
  );
  await transaction({ ...contextOf(due), actor: { kind: "system" } }, async (tx) => {
    const conversation = await lockConversation(tx, due.displayId);
    const row = await getScheduled(tx, { id: due.id, conversationId: conversation.id });
    if (row.status !== "pending") return;
    const [after] = await tx.sql<{ status: string }[]>`
      update scheduled_messages set attempts = attempts + 1, revision = revision + 1, updated_at = now(),
        status = case when ${isAppError(error)} or attempts + 1 >= ${MOST_ATTEMPTS} then 'failed' else status end,
        failure = case when ${isAppError(error)} or attempts + 1 >= ${MOST_ATTEMPTS} then ${reason} end,
        due_at = case when ${isAppError(error)} or attempts + 1 >= ${MOST_ATTEMPTS} then null
          else now() + make_interval(secs => 2 ^ attempts) end
      where account_id = ${tx.accountId} and id = ${row.id}
      returning status`;
    tx.emit("scheduled_message.updated", { scheduled_message_id: row.id, conversation_id: conversation.id });
    if (after?.status === "failed") await continueSeries(tx, row, "failed");
  });
}
