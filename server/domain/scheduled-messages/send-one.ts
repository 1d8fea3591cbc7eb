import { isAppError } from "../../platform/app-error.ts";
import type { Actor } from "../../platform/auth/actor.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { publicSentence } from "../../platform/http/error-response.ts";
import { runtime } from "../../platform/runtime.ts";
import { automationCause } from "../automations/loop-guard.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { lockFreeConversations } from "../conversations/queries/lock-conversations.ts";
import { cancelByReply } from "./cancel-on-reply.ts";
import { continueSeries } from "./continue-series.ts";
import { quietZone } from "./planned-values.ts";
import { getScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { sendScheduled } from "./send-scheduled.ts";

/** What is due, as far as it must be known before its conversation is locked. */
export interface Due {
  accountId: number;
  id: number;
  conversationId: number;
  displayId: number;
  inboxId: number;
  locale: string;
  author: { id: number; name: string; email: string } | null;
  ruleId: number | null;
  /** Late by an hour or more. */
  isOverdue: boolean;
}

/** Tries when not a rule but the machinery is in the way. */
const MOST_ATTEMPTS = 6;

/**
 * Sends one that is due, in a transaction of its own; or holds, cancels or fails it, as the contract has it.
 *
 * @returns false when another process is at it
 */
export async function sendOne(due: Due): Promise<boolean> {
  try {
    return await transaction(contextOf(due), (tx) => takeAndSend(tx, due));
  } catch (error) {
    await recordTrouble(due, error);
    return true;
  }
}

/** The message and its events are its author's doing; what a rule planned calls no rules. */
export function contextOf({ accountId, author, locale, ruleId }: Due): AccountContext {
  const actor: Actor = author
    ? { kind: "user", userId: author.id, name: author.name, email: author.email }
    : { kind: "system", cause: ruleId === null ? "scheduled" : automationCause(ruleId) };
  return { ...systemContext(accountId, "scheduled"), actor, locale };
}

/** The product itself opens the conversation: the author may have left the inbox meanwhile. */
const asProduct = (tx: Tx): Tx => ({ ...tx, actor: { kind: "system" } });

async function takeAndSend(tx: Tx, due: Due): Promise<boolean> {
  const conversation = (await lockFreeConversations(tx, [due.conversationId])).get(due.conversationId);
  if (!conversation) return false;
  const row = await getScheduled(tx, { id: due.id, conversationId: conversation.id });
  const now = new Date();
  if (row.status !== "pending" || !row.dueAt) return true;
  if (row.cancelOnReply && hasReplied(row, conversation.lastIncomingAt)) await cancelByReply(asProduct(tx), row);
  else if (conversation.status !== "open" && conversation.status !== "pending") await wait(tx, row, null);
  else {
    const at = row.quietHours ? afterQuietHours(now, row.quietHours, await quietZone(tx, row.timezone)) : now;
    if (at > now) await wait(tx, row, at);
    else await sendScheduled(tx, [{ conversation, row }]);
  }
  return true;
}

/** The event of the reply may still be on its way. Providers tell whole seconds. */
export const hasReplied = ({ armedAt }: ScheduledRow, lastIncomingAt: Date | null): boolean =>
  armedAt !== null && lastIncomingAt !== null && lastIncomingAt.getTime() > armedAt.getTime() - 1000;

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
    if (after?.status !== "failed") return;
    tx.emit("scheduled_message.failed", { scheduled_message_id: row.id, conversation_id: conversation.id });
    await continueSeries(tx, row, "failed");
  });
}
