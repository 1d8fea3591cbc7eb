import { AsyncLocalStorage } from "node:async_hooks";

interface Counter {
  count: number;
}

// One store for both copies of this module, so that a count started by the server sees statements of a route bundle.
const KEY = Symbol.for("parley.statement-count");
const holder = globalThis as unknown as Record<symbol, AsyncLocalStorage<Counter> | undefined>;
holder[KEY] ??= new AsyncLocalStorage<Counter>();
const storage = holder[KEY];

/** Counts one statement for the request or job that runs it. Raw statements call it themselves. */
export function countStatement(): void {
  const counter = storage.getStore();
  if (counter) counter.count++;
}

/** Statements of the running request or job so far. */
export const statementsSoFar = (): number => storage.getStore()?.count ?? 0;

/** Starts a count that ends with the current asynchronous task; used by the wrappers of requests and jobs. */
export const runCounted = <T>(work: () => Promise<T>): Promise<T> => storage.run({ count: 0 }, work);
