import { type Context, systemContext } from "../context.ts";
import type { Tx } from "../database/transaction.ts";
import type { Readers } from "./dispatch-events.ts";
import type { Event } from "./event-types.ts";
import { insertEvents, type NewEvent } from "./insert-events.ts";
import type { LoadedEvent, Loader, Subscriber } from "./subscriber.ts";

/**
 * Loads the resource of each event once and hands the events to those who handle their type, account by account. What
 * the subscribers write, emit and enqueue belongs to `tx`.
 *
 * @throws what a subscriber or loader throws, with its name
 */
export async function deliverEvents(events: Event[], readers: Readers, tx: Tx<Context>): Promise<void> {
  const emitted: NewEvent[] = [];
  for (const [accountId, ofAccount] of Map.groupBy(events, (event) => event.accountId)) {
    const accountTx = inAccount(tx, accountId, emitted);
    const loaded = await load(ofAccount, readers, accountTx);
    for (const subscriber of readers.subscribers) {
      const handled = loaded.filter((event) => handles(subscriber, event));
      if (handled.length > 0) await named(subscriber.name, () => subscriber.consume(handled, accountTx));
    }
  }
  await insertEvents(tx.db, emitted);
}

/** One transaction serves several accounts here, so what is emitted must name the right one. */
function inAccount(tx: Tx<Context>, accountId: number, emitted: NewEvent[]): Tx {
  const ctx = systemContext(accountId, "dispatch_events");
  return {
    ...tx,
    ...ctx,
    emit: (type, data) => void emitted.push({ accountId, type, data, actor: ctx.actor }),
  };
}

async function load(events: Event[], { loaders }: Readers, tx: Tx): Promise<LoadedEvent[]> {
  const resources = new Map<number, unknown>();
  for (const [loader, ofLoader] of Map.groupBy(events, (event) => loaders[event.type])) {
    for (const [id, resource] of await loadWith(loader, ofLoader, tx)) resources.set(id, resource);
  }
  return events.map((event) => ({ ...event, resource: resources.get(event.id) ?? null }));
}

const loadWith = async (loader: Loader | undefined, events: Event[], tx: Tx): Promise<Map<number, unknown>> =>
  loader ? named(`load ${events[0]?.type}`, () => loader(tx, events)) : new Map();

const handles = ({ handles }: Subscriber, { type }: Event): boolean => handles === "all" || handles.includes(type);

/** Keeps the original as cause: its SQLSTATE decides whether the transaction is tried again. */
async function named<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`${name} failed`, { cause });
  }
}
