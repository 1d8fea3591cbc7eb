import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";

/** Written so often at most: whoever reads it allows for one missed word. */
const WRITE_EVERY_SECONDS = 30;
/** Somebody who was away so long has come back. */
const AWAY_SECONDS = 90;

/**
 * Writes down that a person has a screen of an account open, for processes without sockets. Several processes may say so at once; one
 * of them writes.
 */
export async function noteSeen(accountId: number, userId: number): Promise<void> {
  await transaction(systemContext(accountId, "presence"), async (tx) => {
    const [row] = await tx.sql<{ wasAway: boolean }[]>`
      with before as (
        select seen_at from account_users where account_id = ${accountId} and user_id = ${userId} for update
      )
      update account_users set seen_at = now() from before
      where account_id = ${accountId} and user_id = ${userId}
        and (before.seen_at is null or before.seen_at < now() - make_interval(secs => ${WRITE_EVERY_SECONDS - 5}))
      returning before.seen_at is null or before.seen_at < now() - make_interval(secs => ${AWAY_SECONDS}) as "wasAway"`;
    if (row?.wasAway) tx.emit("agent.came_back", { user_id: userId });
  });
}

/** True once per person and half a minute. */
export function isDueToNote(noted: Map<string, number>, key: string): boolean {
  const now = Date.now();
  if (now - (noted.get(key) ?? 0) < WRITE_EVERY_SECONDS * 1000) return false;
  noted.set(key, now);
  return true;
}
