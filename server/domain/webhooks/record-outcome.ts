import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { openAfterBotFailure } from "../conversations/open-after-bot-failure.ts";
import { failMessage } from "../messages/fail-message.ts";
import type { Delivery, Outcome } from "./deliver-webhook.ts";
import { deliverWebhookJob, mailPausedWebhookJob } from "./jobs.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Contract, realtime §5: five tries where somebody waits for the outcome; seconds before the next one. */
const SHORT_WAITS = [3, 18, 83, 258];
/** Everything else is tried for a day. */
const LONG_WAITS = [...SHORT_WAITS, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 13 * HOUR];
/** A receiver that took nothing for an hour, and refused at least this many calls, is paused. */
const MOST_FAILURES = 10;
const PAUSE_AFTER_S = HOUR;

/** Writes down what came of a call: the next try, the end, or the pause of its receiver. */
export async function recordOutcome(ctx: AccountContext, delivery: Delivery, outcome: Outcome): Promise<void> {
  const wait = delivery.isGone ? undefined : waitsOf(delivery)[delivery.attempts];
  const state = outcome.error === null ? "delivered" : wait === undefined ? "failed" : "pending";
  await transaction(ctx, async (tx) => {
    const nextAt = state === "pending" && wait !== undefined ? soon(wait) : null;
    await tx.sql`
      update webhook_deliveries set state = ${state}, attempts = attempts + 1, response_status = ${outcome.status},
        error = ${outcome.error}, duration_ms = ${outcome.durationMs}, next_attempt_at = ${nextAt?.toISOString() ?? null},
        finished_at = case when ${state} = 'pending' then null else now() end
      where account_id = ${tx.accountId} and id = ${delivery.id}`;
    if (nextAt) {
      const payload = { account_id: tx.accountId, delivery_id: delivery.id };
      tx.enqueue(deliverWebhookJob, payload, { runAt: nextAt });
    }
    if (state === "failed") await giveUp(tx, delivery, outcome.error ?? "The webhook failed");
    await recordHealth(tx, delivery, outcome.error);
  });
}

/** Keeps a call back until somebody ends the pause of its receiver. */
export async function holdDelivery(ctx: AccountContext, delivery: Delivery): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.sql`
      update webhook_deliveries set state = 'held', next_attempt_at = null
      where account_id = ${tx.accountId} and id = ${delivery.id} and state = 'pending'`;
    await giveUp(tx, delivery, "The webhook is paused after too many failures");
  });
}

/** Somebody looks at a message that a webhook delivers, and a customer waits for a bot: they learn of it within minutes. */
const isAwaited = ({ target, event }: Delivery): boolean =>
  /^(inbox|agent_bot):/.test(target) && event.startsWith("message_");

const waitsOf = (delivery: Delivery): number[] => {
  // Nobody wants to know tomorrow who typed today.
  if (delivery.event.startsWith("conversation_typing")) return [];
  return isAwaited(delivery) ? SHORT_WAITS : LONG_WAITS;
};

/** A little apart, so that calls that failed together do not come back together. */
const soon = (seconds: number): Date => new Date(Date.now() + seconds * (1 + Math.random() * 0.1) * 1000);

/** What follows when nobody will hear of it (contract, realtime §5). */
async function giveUp(tx: Tx, delivery: Delivery, reason: string): Promise<void> {
  if (!isAwaited(delivery)) return;
  if (delivery.target.startsWith("inbox:") && delivery.messageId !== null)
    await failMessage(tx, delivery.messageId, reason);
  if (delivery.target.startsWith("agent_bot:") && delivery.conversationId !== null)
    await openAfterBotFailure(tx, delivery.conversationId);
}

async function recordHealth(tx: Tx, { target, isGone }: Delivery, error: string | null): Promise<void> {
  if (isGone) return;
  if (error === null) {
    await tx.sql`
      update webhook_endpoints set failures = 0, failing_since = null
      where account_id = ${tx.accountId} and target = ${target} and failures > 0`;
    return;
  }
  const [health] = await tx.sql<{ isPaused: boolean }[]>`
    insert into webhook_endpoints as e (account_id, target, failures, failing_since, last_error)
    values (${tx.accountId}, ${target}, 1, now(), ${error.slice(0, 500)})
    on conflict (account_id, target) do update set failures = e.failures + 1, last_error = excluded.last_error,
      failing_since = coalesce(e.failing_since, now()),
      paused_at = coalesce(e.paused_at, case when e.failures + 1 >= ${MOST_FAILURES}
        and e.failing_since <= now() - make_interval(secs => ${PAUSE_AFTER_S}) then now() end)
    returning coalesce(paused_at = now()::timestamptz(3), false) as "isPaused"`;
  if (health?.isPaused) tx.enqueue(mailPausedWebhookJob, { account_id: tx.accountId, target });
}
