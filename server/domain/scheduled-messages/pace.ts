import { systemContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import type { Due } from "./send-one.ts";

/** However slow a channel: so many that were planned for the same moment do not wait for each other. */
const AT_ONCE = 100;
/** Of all inboxes, by one process: the rest of the machine is for people who answer customers meanwhile. */
const MOST_PER_SECOND = 200;

/** How often a line that is down is looked at. */
const DOWN_SECONDS = 20;

const ALL = "all";

interface Budget {
  left: number;
  /** `performance.now()` of the last look. */
  at: number;
}

/**
 * Chooses those that may go out now: at the rate that the provider of their inbox takes, after a first hundred, and no more in all than
 * leaves room for people. Order is kept: once one of an inbox must wait, those behind it wait as well. Where a line is down they wait
 * for it, for an hour; after that sending tells what is wrong.
 *
 * @param paused  gets the inboxes of which some must wait
 */
export async function withinPace(due: Due[], paused: Set<number>): Promise<Due[]> {
  const chosen: Due[] = [];
  const down = new Set<number>();
  const inAll = budgetOf(ALL, MOST_PER_SECOND);
  for (const one of due) {
    if (paused.has(one.inboxId)) continue;
    const { perSecond, isDown } = await lineOf(one);
    const budget = budgetOf(String(one.inboxId), perSecond);
    if (isDown && !one.isOverdue) down.add(one.inboxId);
    else if (inAll.left < 1 || budget.left < 1) paused.add(one.inboxId);
    else {
      inAll.left--;
      budget.left--;
      chosen.push(one);
    }
  }
  if (down.size > 0) await postpone([...down]);
  return chosen;
}

/** Nothing that people see changes: neither the time nor the state. */
const postpone = (inboxIds: number[]) => runtime().sql`
  update scheduled_messages set due_at = now() + make_interval(secs => ${DOWN_SECONDS})
  where due_at <= now() and coalesce(scheduled_at, due_at) > now() - interval '1 hour' and inbox_id = any(${inboxIds}::bigint[])`;

/** Whether this process has sent what it may for the moment, of whatever inbox. */
export const isAllSpent = (): boolean => budgetOf(ALL, MOST_PER_SECOND).left < 1;

/** The line of an inbox, as it was within the last half minute. Where nobody knows the channel any more, sending finds out. */
async function lineOf({ accountId, inboxId }: Due): Promise<{ perSecond: number; isDown: boolean }> {
  const inbox = await findConnectedInbox(systemContext(accountId, "scheduled"), inboxId);
  if (!inbox) return { perSecond: AT_ONCE, isDown: false };
  const { state } = inbox.row.connection;
  return {
    perSecond: inbox.channel.capabilities(inbox.settings).ratePerSecond,
    isDown: state === "closed" || state === "qr",
  };
}

/** What may be sent now under a name; it grows with time. */
function budgetOf(name: string, perSecond: number): Budget {
  const { caches } = runtime();
  const budgets = (caches.get("planned-pace") ?? new Map()) as Map<string, Budget>;
  caches.set("planned-pace", budgets);
  const now = performance.now();
  const most = Math.max(AT_ONCE, perSecond);
  const budget = budgets.get(name) ?? { left: most, at: now };
  budget.left = Math.min(most, budget.left + ((now - budget.at) / 1000) * perSecond);
  budget.at = now;
  budgets.set(name, budget);
  return budget;
}
