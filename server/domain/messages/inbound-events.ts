import type { AccountContext } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { ingestInboxJob } from "./jobs.ts";

/** A stored webhook body that this transaction applies. */
export interface ClaimedEvent {
  id: number;
  body: string;
  attempts: number;
  receivedAt: Date;
}

/** What kept one element of a body from being applied. */
export interface InboundProblem {
  inboundEventId: number;
  /**
   * `wait`: it names a message that may still arrive; `receipt`: the same, but nothing is lost if it never does.
   * `unusable`: it will never apply.
   */
  kind: "wait" | "receipt" | "unusable";
  reason: string;
}

const MOST_AT_ONCE = 100;
/** How often a body is tried while it waits for a message that it names: 2, 4, 8 … seconds apart, two minutes in all. */
const MOST_WAITS = 6;

/** Nothing in this body waits any longer. */
export const isLastTry = (event: ClaimedEvent): boolean => event.attempts >= MOST_WAITS;

/**
 * Takes the inbox (advisory lock until commit) and the oldest bodies that wait.
 *
 * @returns null when another worker has the inbox
 */
export async function claimInboundEvents(tx: Tx, inboxId: number): Promise<ClaimedEvent[] | null> {
  // The rows are locked as well: one whose new state this statement's snapshot does not show yet is checked again.
  const rows = await tx.sql<
    { taken: boolean; id: number | null; body: string; attempts: number; receivedAt: string }[]
  >`
    with held as materialized (select pg_try_advisory_xact_lock(${INGEST_LOCK}, ${inboxId % 2 ** 31}::integer) as held),
      mine as (
        select e.id, e.body, e.attempts, e.received_at as "receivedAt"
        from inbound_events e, held
        where held.held and e.account_id = ${tx.accountId} and e.inbox_id = ${inboxId} and e.state = 'pending'
          and (e.not_before is null or e.not_before <= now())
        order by e.id
        limit ${MOST_AT_ONCE}
        for update of e
      )
    select held.held as taken, mine.* from held left join mine on true order by mine.id`;
  if (!rows[0]?.taken) return null;
  return rows.flatMap((row) =>
    row.id === null
      ? []
      : [{ id: row.id, body: row.body, attempts: row.attempts, receivedAt: new Date(row.receivedAt) }],
  );
}

/** First half of the advisory lock's key; the inbox is the second. */
const INGEST_LOCK = 7001;

/** Waits for the inbox instead of leaving it to its holder; for the careful path after a failed batch. */
export async function lockInboxForIngest(tx: Tx, inboxId: number): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(${INGEST_LOCK}, ${inboxId % 2 ** 31}::integer)`;
}

/** Is there anything to apply now? Asked after letting the inbox go, so that nothing stays behind. */
export async function hasPendingInboundEvents(ctx: AccountContext, inboxId: number): Promise<boolean> {
  const [row] = await runtime().sql<{ waiting: boolean }[]>`
    select exists (
      select from inbound_events
      where account_id = ${ctx.accountId} and inbox_id = ${inboxId} and state = 'pending'
        and (not_before is null or not_before <= now())
    ) as waiting`;
  return row?.waiting === true;
}

/** Writes the outcome of each body; those that wait for a message are tried again later, with everything in them. */
export async function finishInboundEvents(
  tx: Tx,
  inbox: IngestInbox,
  claimed: ClaimedEvent[],
  problems: InboundProblem[],
): Promise<void> {
  const outcomes = claimed.map((event) =>
    outcomeOf(
      event,
      problems.filter((problem) => problem.inboundEventId === event.id),
    ),
  );
  await tx.sql`
    update inbound_events e set state = o.state, error = o.error, attempts = e.attempts + 1,
      not_before = case when o.wait_seconds is null then null else now() + make_interval(secs => o.wait_seconds) end,
      processed_at = case when o.state = 'pending' then null else now() end
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::text::jsonb)
      as o (id bigint, state text, error text, wait_seconds double precision)
    where e.account_id = ${tx.accountId} and e.id = o.id`;
  const waits = outcomes.flatMap((outcome) => outcome.wait_seconds ?? []);
  for (const seconds of new Set(waits)) {
    tx.enqueue(
      ingestInboxJob,
      { account_id: inbox.accountId, inbox_id: inbox.id },
      { runAt: new Date(Date.now() + seconds * 1000 + 50) },
    );
  }
}

interface Outcome {
  id: number;
  state: "done" | "failed" | "pending";
  error: string | null;
  wait_seconds: number | null;
}

function outcomeOf(event: ClaimedEvent, problems: InboundProblem[]): Outcome {
  const error =
    problems.length > 0
      ? problems
          .map((problem) => problem.reason)
          .join("; ")
          .slice(0, 2_000)
      : null;
  const waits = problems.some((problem) => problem.kind !== "unusable");
  if (waits && !isLastTry(event))
    return { id: event.id, state: "pending", error, wait_seconds: 2 ** (event.attempts + 1) };
  const isFailed = problems.some((problem) => problem.kind !== "receipt");
  return { id: event.id, state: isFailed ? "failed" : "done", error, wait_seconds: null };
}
