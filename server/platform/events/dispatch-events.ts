import { sql } from "drizzle-orm";
import type { Fragment, TransactionSql } from "postgres";
import { z } from "zod";
import { systemContext } from "../context.ts";
import { countStatement } from "../database/statement-count.ts";
import { type Tx, transaction } from "../database/transaction.ts";
import { defineJob, type Job } from "../jobs/define-job.ts";
import type { Registry } from "../registry.ts";
import { runtime } from "../runtime.ts";
import { deliverEvents } from "./deliver-events.ts";
import type { Event } from "./event-types.ts";
import { DISPATCH_EVENTS } from "./insert-events.ts";

/** Who reads events, and how their resources are loaded. */
export type Readers = Pick<Registry, "subscribers" | "loaders">;

const BATCH = 100;
const MOST_TRIES = 8;

const payload = z.object({ account_id: z.number().optional(), event_id: z.number().optional() });

/**
 * The job that hands events to their subscribers. Each transaction that emits queues one; with an `event_id` it tries that
 * event again. Of the jobs of one process, one works: the more come while it does, the larger its next batch. It ends
 * when nothing is left, so if the process dies, this one job is tried again and makes up for all.
 */
export function dispatchEventsJob(readers: Readers): Job<z.infer<typeof payload>> {
  let isWorking = false;
  let isMore = false;
  const work = async () => {
    isMore = true;
    if (isWorking) return;
    isWorking = true;
    try {
      while (isMore) {
        isMore = false;
        await dispatchEvents(readers);
      }
    } finally {
      isWorking = false;
    }
  };
  return defineJob({
    name: DISPATCH_EVENTS,
    pool: "fast",
    payload,
    maxAttempts: 25,
    run: ({ account_id, event_id }) =>
      account_id !== undefined && event_id !== undefined
        ? dispatchAlone(readers, { accountId: account_id, id: event_id })
        : work(),
  });
}

/**
 * Hands all waiting events to their subscribers, oldest first. Several calls at once share the work; one that finds
 * nothing ends. An event whose subscriber fails is tried again alone, and set aside after eight tries with its error.
 */
export async function dispatchEvents(readers: Readers): Promise<void> {
  for (;;) {
    const batch = await dispatchBatch(readers);
    if (batch < BATCH) return;
  }
}

async function dispatchBatch(readers: Readers): Promise<number> {
  let claimed: Event[] = [];
  try {
    await transaction({ actor: { kind: "system" }, requestId: DISPATCH_EVENTS, locale: "en" }, async (tx) => {
      claimed = await claim(tx.sql, tx.sql`dispatched_at is null and attempts = 0`);
      await deliverEvents(claimed, readers, tx);
    });
  } catch (err) {
    if (claimed.length === 0) throw err;
    for (const event of claimed) await dispatchAlone(readers, event);
  }
  return claimed.length;
}

async function dispatchAlone(readers: Readers, { accountId, id }: Pick<Event, "accountId" | "id">): Promise<void> {
  try {
    await transaction(systemContext(accountId, `event:${id}`), async (tx) => {
      const claimed = await claim(tx.sql, tx.sql`account_id = ${accountId} and id = ${id} and dispatched_at is null`);
      await deliverEvents(claimed, readers, tx);
    });
  } catch (err) {
    await recordFailure(readers, { accountId, id, err });
  }
}

/** Marks the events in the same statement: the mark holds only if the transaction commits. */
async function claim(client: TransactionSql, which: Fragment): Promise<Event[]> {
  countStatement();
  const rows = await client<StoredEvent[]>`
    with batch as materialized (
      select account_id, id from events where ${which} order by id limit ${BATCH} for update skip locked
    )
    update events set dispatched_at = now() from batch
    where events.account_id = batch.account_id and events.id = batch.id
    returning events.id, events.account_id, events.type, events.data, events.actor, events.created_at`;
  return rows
    .map(
      (row) =>
        ({
          id: row.id,
          accountId: row.account_id,
          type: row.type,
          data: row.data,
          actor: row.actor,
          createdAt: new Date(row.created_at),
        }) as Event,
    )
    .sort((a, b) => a.id - b.id);
}

interface StoredEvent extends Record<string, unknown> {
  id: number;
  account_id: number;
  type: string;
  data: unknown;
  actor: unknown;
  created_at: string;
}

interface Failure {
  accountId: number;
  id: number;
  err: unknown;
}

/** The next try is a job of its own, so that other events do not wait for it. */
async function recordFailure(readers: Readers, { accountId, id, err }: Failure): Promise<void> {
  const attempts = await transaction(systemContext(accountId, `event:${id}`), async (tx: Tx) => {
    const [row] = await tx.db.execute<{ attempts: number }>(sql`
      update events set attempts = attempts + 1, error = ${reason(err)},
        dispatched_at = case when attempts + 1 >= ${MOST_TRIES} then now() end
      where account_id = ${accountId} and id = ${id} and dispatched_at is null
      returning attempts`);
    if (row && row.attempts < MOST_TRIES) {
      const runAt = new Date(Date.now() + Math.exp(row.attempts) * 1000);
      tx.enqueue(dispatchEventsJob(readers), { account_id: accountId, event_id: id }, { runAt });
    }
    return row?.attempts;
  });
  const facts = { accountId, eventId: id, attempts, err };
  if (attempts !== undefined && attempts >= MOST_TRIES) runtime().log.error(facts, "an event was set aside");
  else runtime().log.warn(facts, "an event could not be handled");
}

/** First line of the message; a database error's own words instead of the statement with its values. */
function reason(err: unknown): string {
  if (!(err instanceof Error)) return String(err).slice(0, 500);
  const source =
    err.cause instanceof Error ? `${err.message.split("\n")[0]?.slice(0, 100)}: ${err.cause.message}` : err.message;
  return (source.split("\n")[0] ?? "").slice(0, 500);
}
