import { expect } from "vitest";
import { runtime } from "#server/platform/runtime.ts";
import { eventually } from "./eventually.ts";

/**
 * Holds a test until a statement in its database waits for a lock: only then what it races against has begun.
 *
 * @throws when nothing waits within 20 s
 */
export const somebodyWaits = (): Promise<void> =>
  eventually(async () => {
    const waiting = await runtime().sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    expect(waiting).toHaveLength(1);
  });
