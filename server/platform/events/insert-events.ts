import type { Actor } from "../auth/actor.ts";
import { type Database, rawClient } from "../database/database.ts";
import { countStatement } from "../database/statement-count.ts";
import { addJobsByFunction, type JobSpec, jobRows, noteNewJobs } from "../jobs/insert-jobs.ts";
import type { EventType } from "./event-types.ts";

/** An event that a transaction has collected. */
export interface NewEvent {
  accountId: number;
  type: EventType;
  /** Ids and changed fields; see `EventTypes`. */
  data: Record<string, unknown>;
  actor: Actor;
}

/** Name of the job that hands events to their subscribers. */
export const DISPATCH_EVENTS = "dispatch_events";

const dispatch: JobSpec = { identifier: DISPATCH_EVENTS, payload: {}, max_attempts: 25, priority: 0 };

/**
 * Writes the events of one transaction and queues one job that dispatches them: a single statement, in the order given.
 *
 * @param db  the transaction that the events speak about
 */
export async function insertEvents(db: Database, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    account_id: event.accountId,
    type: event.type,
    data: event.data,
    actor: storedActor(event.actor),
  }));
  const client = rawClient(db);
  countStatement();
  const [result] = await client<{ added: number }[]>`
    with written as (
      insert into events (account_id, type, data, actor)
      select account_id, type, data, actor
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as e(account_id bigint, type text, data jsonb, actor jsonb)
    ), added as (${jobRows(client, [dispatch])})
    select count(*)::int as added from added`;
  noteNewJobs(db);
  if (result?.added !== 1) await addJobsByFunction(db, [dispatch]);
}

/** Who did it, without what readers do not need: neither addresses nor sessions are kept in events. */
function storedActor(actor: Actor): Record<string, unknown> {
  const { email: _email, sessionId: _sessionId, ...rest } = actor as Actor & { email?: string; sessionId?: string };
  return rest;
}
