import { createHmac } from "node:crypto";
import { type AccountContext, statements, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { decrypt } from "../../platform/secrets.ts";
import { failMessage } from "../messages/fail-message.ts";
import { deliverWebhookJob } from "./jobs.ts";

interface Delivery {
  id: number;
  url: string;
  payload: string;
  event: string;
  messageId: number | null;
  attempts: number;
  hmacToken: string | null;
}

interface Outcome {
  status: number | null;
  /** Null after any 2xx. */
  error: string | null;
  durationMs: number;
}

/** Contract, realtime §5: five tries; seconds before the next. */
const WAITS = [3, 18, 83, 258];
const TIMEOUT_MS = 5_000;
const MAX_RESPONSE_BYTES = 100_000;

/**
 * Calls a webhook once and writes down what came of it. The last failure of a message's call makes that message failed, with the reason:
 * its integrator never got it.
 */
export async function deliverWebhook(at: { accountId: number; deliveryId: number }): Promise<void> {
  const ctx = systemContext(at.accountId, "webhook");
  const delivery = await load(ctx, at.deliveryId);
  if (!delivery) return;
  await record(ctx, delivery, await call(delivery));
}

async function load(ctx: AccountContext, id: number): Promise<Delivery | undefined> {
  const [row] = await statements(ctx)<Delivery[]>`
    select d.id, d.url, d.payload::text as payload, d.event, d.message_id as "messageId", d.attempts, i.hmac_token as "hmacToken"
    from webhook_deliveries d
    left join inboxes i on i.account_id = d.account_id and d.target = 'inbox:' || i.id
    where d.account_id = ${ctx.accountId} and d.id = ${id} and d.state = 'pending'`;
  return row;
}

async function call(delivery: Delivery): Promise<Outcome> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const { status } = await safeFetch(delivery.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...signature(delivery) },
      body: delivery.payload,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_RESPONSE_BYTES,
    });
    const isTaken = status >= 200 && status < 300;
    return { status, error: isTaken ? null : `The webhook answered ${status}`, durationMs: took() };
  } catch (error) {
    return { status: null, error: error instanceof Error ? error.message : String(error), durationMs: took() };
  }
}

/** Signed over time and body, so that an old call cannot be replayed; a fresh time with every try. */
function signature({ id, hmacToken, payload }: Delivery): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = { "x-chatwoot-timestamp": timestamp, "x-chatwoot-delivery": String(id) };
  if (!hmacToken) return headers;
  const digest = createHmac("sha256", decrypt(hmacToken)).update(`${timestamp}.${payload}`).digest("hex");
  return { ...headers, "x-chatwoot-signature": `sha256=${digest}` };
}

async function record(ctx: AccountContext, delivery: Delivery, outcome: Outcome): Promise<void> {
  const wait = WAITS[delivery.attempts];
  const state = outcome.error === null ? "delivered" : wait === undefined ? "failed" : "pending";
  await transaction(ctx, async (tx) => {
    await tx.sql`
      update webhook_deliveries set state = ${state}, attempts = attempts + 1, response_status = ${outcome.status},
        error = ${outcome.error}, duration_ms = ${outcome.durationMs},
        finished_at = case when ${state} = 'pending' then null else now() end
      where account_id = ${tx.accountId} and id = ${delivery.id}`;
    if (state === "pending" && wait !== undefined) {
      const runAt = new Date(Date.now() + wait * 1000);
      tx.enqueue(deliverWebhookJob, { account_id: tx.accountId, delivery_id: delivery.id }, { runAt });
    }
    if (state === "failed" && delivery.event === "message_created" && delivery.messageId !== null) {
      await failMessage(tx, delivery.messageId, outcome.error ?? "The webhook failed");
    }
  });
}
