import { sql } from "drizzle-orm";
import type { Subscriber } from "../events/subscriber.ts";
import { runtime } from "../runtime.ts";

/** Rights of these people in an account may have changed; `null` means everybody's. */
export interface AccessChange {
  accountId: number;
  userIds: number[] | null;
}

const CHANNEL = "parley_access";
/** A notification carries 8 kB. */
const MOST_IDS = 500;

/**
 * Tells every process with sockets, at commit, whose rooms and sessions it must look at again. A subscriber of its own,
 * because workers and sockets may be different processes.
 */
export const announceAccessChanges: Subscriber = {
  name: "access",
  handles: ["inbox_members.changed", "team_members.changed", "agent.changed", "agent.removed"],
  async consume(events, tx) {
    const userIds = new Set(
      events.flatMap(({ data }) => ("user_ids" in data ? data.user_ids : "user_id" in data ? [data.user_id] : [])),
    );
    const change: AccessChange = { accountId: tx.accountId, userIds: userIds.size > MOST_IDS ? null : [...userIds] };
    await tx.db.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)}::text)`);
  },
};

/**
 * Hears of access changes.
 *
 * @param onConnect  called now and after each lost connection: something may have been missed
 * @returns a function that stops listening
 */
export async function hearAccessChanges(
  onChange: (change: AccessChange) => void,
  onConnect: () => void,
): Promise<() => Promise<void>> {
  const { unlisten } = await runtime().sql.listen(
    CHANNEL,
    (payload) => onChange(JSON.parse(payload) as AccessChange),
    onConnect,
  );
  return unlisten;
}
