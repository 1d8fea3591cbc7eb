import { sql } from "drizzle-orm";
import { type AccountContext, database } from "../../platform/context.ts";
import { toIso } from "../../platform/contract/fields.ts";
import type { InboxRow } from "./channel-settings.ts";
import type { InboxHealth } from "./contract/connection.ts";
import { getConnectedInbox } from "./get-connected-inbox.ts";
import { webhookTarget } from "./webhook-target.ts";

/** More bodies of a day than this are told as this many. */
const MOST_COUNTED = 100_000;

/**
 * The health card of an inbox, for administrators. Two statements.
 *
 * @throws not_found, forbidden
 */
export async function getInboxHealth(ctx: AccountContext, input: { id: number }): Promise<InboxHealth> {
  const { row } = await getConnectedInbox(ctx, input.id);
  const target = webhookTarget(row);
  return {
    state: stateOf(row),
    connection: row.connection,
    last_inbound_at: toIso(row.lastInboundAt),
    last_outbound_at: toIso(row.lastOutboundAt),
    last_error: row.lastError,
    last_error_at: toIso(row.lastErrorAt),
    ...(await countTraffic(ctx, input.id)),
    webhook_url: target?.url ?? null,
    webhook_headers: target?.headers ?? {},
  };
}

/** Judged by what happened, never by guessing: one success after an error makes it good again, and so does a line that opened. */
function stateOf(row: InboxRow): InboxHealth["state"] {
  if (row.connection.state === "closed" || row.connection.state === "error") return "failing";
  const openSince = row.connection.state === "open" ? Date.parse(row.connection.changedAt ?? "") || 0 : 0;
  const lastSuccess = Math.max(row.lastInboundAt?.getTime() ?? 0, row.lastOutboundAt?.getTime() ?? 0, openSince);
  if (row.lastErrorAt && row.lastErrorAt.getTime() > lastSuccess) return "failing";
  return row.lastInboundAt ? "ok" : "waiting";
}

type Traffic = Pick<InboxHealth, "received" | "outgoing">;

async function countTraffic(ctx: AccountContext, inboxId: number): Promise<Traffic> {
  const [row] = await database(ctx).execute<Record<"done" | "pending" | "failed" | "unsent" | "refused", number>>(sql`
    with body as (
      select state from inbound_events
      where account_id = ${ctx.accountId} and inbox_id = ${inboxId} and received_at > now() - interval '24 hours'
      limit ${MOST_COUNTED}
    )
    select
      (select count(*)::int from body where state = 'done') as done,
      (select count(*)::int from body where state = 'pending') as pending,
      (select count(*)::int from body where state = 'failed') as failed,
      (select count(*)::int from messages where account_id = ${ctx.accountId} and inbox_id = ${inboxId}
        and delivery in ('pending', 'sending')) as unsent,
      (select count(*)::int from messages where account_id = ${ctx.accountId} and inbox_id = ${inboxId}
        and delivery = 'failed' and created_at > now() - interval '24 hours') as refused`);
  if (!row) throw new Error("Counting gave no row");
  return {
    received: { done: row.done, pending: row.pending, failed: row.failed },
    outgoing: { pending: row.unsent, failed: row.refused },
  };
}
