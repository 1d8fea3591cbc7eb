import type { AccountContext } from "../context.ts";
import type { Tx } from "../database/transaction.ts";
import type { Event, EventType } from "./event-types.ts";

/** An event with what it speaks about, as that is now. */
export type LoadedEvent = Event & {
  /** What the loader of this type gave; `null` when it is gone, or the type has no loader. */
  resource: unknown;
};

/**
 * Reads the current resources of some events of one account in a few statements. Types may share one loader: it is then
 * called once with the events of all of them, and events of the same conversation can share one load.
 *
 * @returns resource by event id; a missing one is gone
 */
export type Loader = (ctx: AccountContext, events: Event[]) => Promise<Map<number, unknown>>;

/**
 * Reacts to events. What it writes and the mark that the events are done commit together, so nothing is missed and
 * nothing is written twice. An effect outside the database may repeat. No slow network: enqueue a job.
 */
export interface Subscriber {
  /** For log lines: `realtime`, `webhooks`. */
  name: string;
  handles: readonly EventType[] | "all";
  /** @param events  of one account, in the order they were written, only of the handled types */
  consume(events: LoadedEvent[], tx: Tx): Promise<void>;
}
