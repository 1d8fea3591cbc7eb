import { runtime } from "./runtime.ts";

interface Entry {
  expiresAt: number;
  value: Promise<unknown>;
}

/** Above this a cache drops what it learned first: nobody can fill the memory by asking for many keys. */
const MOST_ENTRIES = 10_000;

/**
 * Remembers what `load` gave for `ttlMs` milliseconds. Callers at the same time share one load; a failed one is not
 * remembered. Only for what may be that old: other processes do not hear of `forget`.
 *
 * @param name  the cache, e.g. `inbox-by-webhook-key`; one kind of value per name
 */
export function cached<T>(name: string, key: string, ttlMs: number, load: () => Promise<T>): Promise<T> {
  const cache = cacheNamed(name);
  const known = cache.get(key) as Entry | undefined;
  if (known && known.expiresAt > Date.now()) return known.value as Promise<T>;
  const entry: Entry = { expiresAt: Date.now() + ttlMs, value: load() };
  cache.delete(key);
  cache.set(key, entry);
  if (cache.size > MOST_ENTRIES) cache.delete(cache.keys().next().value as string);
  entry.value.catch(() => {
    if (cache.get(key) === entry) cache.delete(key);
  });
  return entry.value as Promise<T>;
}

/** What is remembered of a key, undefined when nothing is. Loads nothing. */
export function remembered<T>(name: string, key: string): Promise<T> | undefined {
  const known = cacheNamed(name).get(key) as Entry | undefined;
  return known && known.expiresAt > Date.now() ? (known.value as Promise<T>) : undefined;
}

/** Drops one key, or the whole cache without `key`. Call it after the commit that changed the value. */
export function forget(name: string, key?: string): void {
  if (key === undefined) runtime().caches.delete(name);
  else runtime().caches.get(name)?.delete(key);
}

function cacheNamed(name: string): Map<string, unknown> {
  const { caches } = runtime();
  let cache = caches.get(name);
  if (!cache) {
    cache = new Map();
    caches.set(name, cache);
  }
  return cache;
}
