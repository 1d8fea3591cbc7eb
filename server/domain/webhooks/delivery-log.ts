import { notFound, refused } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type * as contract from "./contract.ts";
import type { WebhookDelivery } from "./contract.ts";
import { deliverWebhookJob } from "./jobs.ts";

const PAGE = 50;

/** The log of calls, newest first. */
export async function listWebhookDeliveries(
  ctx: AccountContext,
  { page, target, state }: Input<typeof contract.listWebhookDeliveries>,
): Promise<Result<typeof contract.listWebhookDeliveries>> {
  const sql = statements(ctx);
  const rows = await sql<WebhookDelivery[]>`
    select ${columns(ctx)} from webhook_deliveries
    where account_id = ${ctx.accountId} ${target ? sql`and target = ${target}` : sql``} ${state ? sql`and state = ${state}` : sql``}
    order by id desc limit ${PAGE} offset ${(page - 1) * PAGE}`;
  return { payload: rows.map(toWire) };
}

/** One call with what was sent. @throws not_found */
export async function getWebhookDelivery(
  ctx: AccountContext,
  { id }: { id: number },
): Promise<Result<typeof contract.getWebhookDelivery>> {
  const [row] = await statements(ctx)<(WebhookDelivery & { payload: Record<string, unknown> })[]>`
    select ${columns(ctx)}, payload from webhook_deliveries where account_id = ${ctx.accountId} and id = ${id}`;
  if (!row) throw notFound(`delivery ${id}`);
  return { ...toWire(row), payload: row.payload };
}

/** Makes a call again, with what was sent then. @throws not_found; refused while it is still on its way */
export async function replayWebhookDelivery(ctx: AccountContext, { id }: { id: number }): Promise<WebhookDelivery> {
  return transaction(ctx, async (tx) => {
    const [row] = await tx.sql<WebhookDelivery[]>`
      update webhook_deliveries set state = 'pending', attempts = 0, finished_at = null, next_attempt_at = null
      where account_id = ${tx.accountId} and id = ${id} and state in ('delivered', 'failed')
      returning ${columns(tx)}`;
    if (!row) {
      await getWebhookDelivery(tx, { id });
      throw refused("This call is still on its way");
    }
    tx.enqueue(deliverWebhookJob, { account_id: tx.accountId, delivery_id: id });
    return toWire(row);
  });
}

/** Receivers that refuse their calls, paused ones included. */
export async function listWebhookEndpoints(ctx: AccountContext): Promise<Result<typeof contract.listWebhookEndpoints>> {
  type Row = Result<typeof contract.listWebhookEndpoints>["payload"][number];
  const rows = await statements(ctx)<Row[]>`
    select e.target, e.failures, e.failing_since, e.last_error, e.paused_at,
      (select count(*)::int from webhook_deliveries d where d.account_id = e.account_id and d.target = e.target and d.state = 'held') as held_count
    from webhook_endpoints e where e.account_id = ${ctx.accountId} and (e.failures > 0 or e.paused_at is not null)
    order by e.target`;
  return {
    payload: rows.map((row) => ({ ...row, failing_since: iso(row.failing_since), paused_at: iso(row.paused_at) })),
  };
}

/** Ends a pause: what was kept back is sent in its order of events, as far as webhooks have one. @throws not_found when nothing is paused */
export async function resumeWebhookEndpoint(
  ctx: AccountContext,
  { target }: { target: string },
): Promise<{ released_count: number }> {
  return transaction(ctx, async (tx) => {
    const [resumed] = await tx.sql`
      update webhook_endpoints set paused_at = null, failures = 0, failing_since = null
      where account_id = ${tx.accountId} and target = ${target} and paused_at is not null
      returning 1`;
    if (!resumed) throw notFound(`paused receiver ${target}`);
    const released = await tx.sql<{ id: number }[]>`
      update webhook_deliveries set state = 'pending', attempts = 0
      where account_id = ${tx.accountId} and target = ${target} and state = 'held'
      returning id`;
    for (const { id } of released.sort((a, b) => a.id - b.id)) {
      tx.enqueue(deliverWebhookJob, { account_id: tx.accountId, delivery_id: id });
    }
    return { released_count: released.length };
  });
}

const columns = (ctx: AccountContext) => statements(ctx)`
  id, uuid, target, event, url, state, attempts, response_status, error, duration_ms, created_at, finished_at, next_attempt_at`;

const iso = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());

const toWire = (row: WebhookDelivery): WebhookDelivery => ({
  id: row.id,
  uuid: row.uuid,
  target: row.target,
  event: row.event,
  url: row.url,
  state: row.state,
  attempts: row.attempts,
  response_status: row.response_status,
  error: row.error,
  duration_ms: row.duration_ms,
  created_at: new Date(row.created_at).toISOString(),
  finished_at: iso(row.finished_at),
  next_attempt_at: iso(row.next_attempt_at),
});
