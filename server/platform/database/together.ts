import { runtime } from "../runtime.ts";

/** Work that many callers ask for at the same time, and that costs little more for many than for one. */
export interface SharedWork<Item, Result> {
  /** Unique, kebab-case. */
  name: string;
  /** Items in one go at most. */
  most: number;
  /** Goes that may be under way beside each other. */
  atOnce: number;
  /**
   * One transaction for all of the items, which belong to one key. When it throws, each item is tried alone, so that one that the database
   * refuses does not take the others with it.
   *
   * @returns a result for each item, in the same order
   */
  run(key: string, items: Item[]): Promise<Result[]>;
}

interface Waiting<Item, Result> {
  item: Item;
  done: (result: Result) => void;
  failed: (error: unknown) => void;
}

interface Queue<Item, Result> {
  waiting: Waiting<Item, Result>[];
  underWay: number;
}

/**
 * Does the work of one item; items that come while one go is under way share the next. There is no timer: who comes alone is served at
 * once, and under load the transactions become few.
 *
 * @param key  what may share a transaction: items of one account
 * @throws what `run` throws for this item alone
 */
export function together<Item, Result>(work: SharedWork<Item, Result>, key: string, item: Item): Promise<Result> {
  const queues = queuesOf<Item, Result>(work.name);
  const queue = queues.get(key) ?? { waiting: [], underWay: 0 };
  queues.set(key, queue);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ item, done: resolve, failed: reject });
    if (queue.underWay < work.atOnce) void drain(work, key, queue);
  });
}

// The queues of this process, for both copies of this module.
function queuesOf<Item, Result>(name: string): Map<string, Queue<Item, Result>> {
  const { caches } = runtime();
  const found = caches.get(`together:${name}`) ?? new Map();
  caches.set(`together:${name}`, found);
  return found as Map<string, Queue<Item, Result>>;
}

async function drain<Item, Result>(
  work: SharedWork<Item, Result>,
  key: string,
  queue: Queue<Item, Result>,
): Promise<void> {
  queue.underWay++;
  try {
    while (queue.waiting.length > 0) await go(work, key, queue.waiting.splice(0, work.most));
  } finally {
    queue.underWay--;
    if (queue.underWay === 0 && queue.waiting.length === 0) queuesOf(work.name).delete(key);
  }
}

async function go<Item, Result>(
  work: SharedWork<Item, Result>,
  key: string,
  batch: Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await work.run(
      key,
      batch.map(({ item }) => item),
    );
    for (const [position, { done }] of batch.entries()) done(results[position] as Result);
  } catch (error) {
    if (batch.length === 1) batch[0]?.failed(error);
    else for (const one of batch) await go(work, key, [one]);
  }
}
