import { createHmac } from "node:crypto";
import { type AccountContext, statements, systemContext } from "../../platform/context.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { decrypt } from "../../platform/secrets.ts";
import { holdDelivery, recordOutcome } from "./record-outcome.ts";
import { stepSecret } from "./step-secret.ts";

/** A call that is due. */
export interface Delivery {
  id: number;
  uuid: string;
  target: string;
  url: string;
  payload: string;
  event: string;
  messageId: number | null;
  conversationId: number | null;
  attempts: number;
  /** Encrypted. Null for a receiver that has none of its own, or is gone. */
  secret: string | null;
  /** A step of a rule or a macro. */
  isStep: boolean;
  /** The webhook, inbox, bot, rule or macro was deleted meanwhile. */
  isGone: boolean;
  isPaused: boolean;
  /** Encrypted settings of an integration: its address is a secret, the row has only the host of it. */
  hookSecrets: string | null;
}

export interface Outcome {
  status: number | null;
  /** Null after any 2xx. */
  error: string | null;
  durationMs: number;
}

const TIMEOUT_MS = 5_000;
const MAX_RESPONSE_BYTES = 100_000;

/** Calls a webhook once and writes down what came of it. */
export async function deliverWebhook(at: { accountId: number; deliveryId: number }): Promise<void> {
  const ctx = systemContext(at.accountId, "webhook");
  const delivery = await load(ctx, at.deliveryId);
  if (!delivery) return;
  if (delivery.isPaused) return holdDelivery(ctx, delivery);
  await recordOutcome(
    ctx,
    delivery,
    delivery.isGone ? gone : await call(delivery, signingSecret(at.accountId, delivery)),
  );
}

const gone: Outcome = { status: null, error: "The webhook was deleted", durationMs: 0 };

async function load(ctx: AccountContext, id: number): Promise<Delivery | undefined> {
  const [row] = await statements(ctx)<Delivery[]>`
    select d.id, d.uuid, d.target, d.url, d.payload::text as payload, d.event, d.message_id as "messageId",
      d.conversation_id as "conversationId", d.attempts, coalesce(w.secret, i.hmac_token, b.secret) as secret,
      coalesce(w.id, i.id, b.id, r.id, o.id, h.id) is null as "isGone", h.secrets as "hookSecrets",
      e.paused_at is not null as "isPaused", coalesce(r.id, o.id) is not null as "isStep"
    from webhook_deliveries d
    left join webhooks w on w.account_id = d.account_id and d.target = 'webhook:' || w.id
    left join inboxes i on i.account_id = d.account_id and d.target = 'inbox:' || i.id
    left join agent_bots b on d.target = 'agent_bot:' || b.id and (b.account_id = d.account_id or b.account_id is null)
    left join automation_rules r on r.account_id = d.account_id and d.target = 'automation_rule:' || r.id
    left join macros o on o.account_id = d.account_id and d.target = 'macro:' || o.id
    left join integration_hooks h on h.account_id = d.account_id and d.target = 'hook:' || h.id and h.enabled
    left join webhook_endpoints e on e.account_id = d.account_id and e.target = d.target
    where d.account_id = ${ctx.accountId} and d.id = ${id} and d.state = 'pending'`;
  return row;
}

/** Null for an integration: its address is the secret. */
function signingSecret(accountId: number, { target, secret, isStep }: Delivery): string | null {
  if (secret) return decrypt(secret);
  return isStep ? stepSecret(accountId, target) : null;
}

async function call(delivery: Delivery, secret: string | null): Promise<Outcome> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const { status } = await safeFetch(addressOf(delivery), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...signature(delivery, secret) },
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

function addressOf({ url, hookSecrets }: Delivery): string {
  if (!hookSecrets) return url;
  const { webhook_url } = JSON.parse(decrypt(hookSecrets)) as { webhook_url: string };
  return webhook_url;
}

/** Signed over time and body, so that an old call cannot be replayed; a fresh time with every try. */
function signature({ uuid, payload }: Delivery, secret: string | null): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = { "x-chatwoot-timestamp": timestamp, "x-chatwoot-delivery": uuid };
  if (!secret) return headers;
  const digest = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return { ...headers, "x-chatwoot-signature": `sha256=${digest}` };
}
