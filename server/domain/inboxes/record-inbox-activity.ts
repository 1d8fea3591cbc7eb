import { sql } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";

/** What happened on the line just now: something came in, something was taken by the provider, or something failed. */
export type InboxActivity = { inbound: true } | { outbound: true } | { error: string };

/** At most one write per inbox and kind in this time: thousands of messages must not queue for one row. */
const PAUSE_MS = 5000;

const CACHE = "inbox-activity";

/**
 * Notes for the health card when something last came in, went out or failed. Skipped when it was noted within five seconds, or
 * when somebody else is writing the row at this moment. A success after a failure is always noted.
 */
export async function recordInboxActivity(
  ctx: AccountContext,
  inboxId: number,
  activity: InboxActivity,
): Promise<void> {
  const key = `${ctx.accountId}:${inboxId}`;
  if (!isDue(key, activity)) return;
  await database(ctx).execute(sql`
    update ${inboxes} set ${assignments(activity)}
    where account_id = ${ctx.accountId} and id = (
      select id from ${inboxes} where account_id = ${ctx.accountId} and id = ${inboxId} for no key update skip locked)`);
}

function assignments(activity: InboxActivity) {
  if ("error" in activity) return sql`last_error = ${activity.error.slice(0, 1000)}, last_error_at = now()`;
  return "inbound" in activity ? sql`last_inbound_at = now()` : sql`last_outbound_at = now()`;
}

function isDue(key: string, activity: InboxActivity): boolean {
  const { caches } = runtime();
  const times = (caches.get(CACHE) ?? new Map()) as Map<string, number>;
  caches.set(CACHE, times);
  const kind = Object.keys(activity)[0];
  const now = Date.now();
  if (now - (times.get(`${key}:${kind}`) ?? 0) < PAUSE_MS) return false;
  times.set(`${key}:${kind}`, now);
  if (kind === "error") for (const success of ["inbound", "outbound"]) times.delete(`${key}:${success}`);
  return true;
}
