/** Facts that hold only while somebody repeats them. In memory: they are worth nothing after a restart. */
export interface LiveEntries<T> {
  /** Repeats or replaces a fact. @returns the one before, if it still held */
  beat(key: string, value: T): T | undefined;
  /** @returns the fact that ended, if there was one */
  end(key: string): T | undefined;
  /** Removes and returns what was not repeated in time. */
  takeExpired(): T[];
  values(): T[];
}

/** @param ttlMs  how long a fact holds without being repeated */
export function createLiveEntries<T>(ttlMs: number): LiveEntries<T> {
  const entries = new Map<string, { value: T; until: number }>();
  const take = (key: string) => {
    const entry = entries.get(key);
    entries.delete(key);
    return entry;
  };
  return {
    beat(key, value) {
      const before = take(key);
      entries.set(key, { value, until: Date.now() + ttlMs });
      return before && before.until > Date.now() ? before.value : undefined;
    },
    end: (key) => take(key)?.value,
    // Oldest first, because a repeat moves an entry to the end.
    takeExpired() {
      const expired: T[] = [];
      for (const [key, entry] of entries) {
        if (entry.until > Date.now()) break;
        entries.delete(key);
        expired.push(entry.value);
      }
      return expired;
    },
    values: () => [...entries.values()].filter((entry) => entry.until > Date.now()).map((entry) => entry.value),
  };
}
