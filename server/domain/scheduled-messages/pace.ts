import { systemContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import type { Due } from "./send-one.ts";

/** However slow a channel: so many that were planned for the same moment do not wait for each other. */
const AT_ONCE = 100;
/** Of all inboxes, by one process: the rest of the machine is for people who answer customers meanwhile. */
const MOST_PER_SECOND = 300;

const ALL = "all";

interface Budget {
  left: number;
  /** `performance.now()` of the last look. */
  at: number;
}

/**
 * Chooses those that may go out now: at the rate that the provider of their inbox takes, after a first hundred, and no more in all than
 * leaves room for people. Order is kept: once one of an inbox must wait, those behind it wait as well.
 *
 * @param paused  gets the inboxes of which some must wait
 */
export async function withinPace(due: Due[], paused: Set<number>): Promise<Due[]> {
  const chosen: Due[] = [];
  const inAll = budgetOf(ALL, MOST_PER_SECOND);
  for (const one of due) {
    if (paused.has(one.inboxId)) continue;
    const budget = budgetOf(String(one.inboxId), await rateOf(one));
    if (inAll.left < 1 || budget.left < 1) {
      paused.add(one.inboxId);
      continue;
    }
    inAll.left--;
    budget.left--;
    chosen.push(one);
  }
  return chosen;
}

/** Whether this process has sent what it may for the moment, of whatever inbox. */
export const isAllSpent = (): boolean => budgetOf(ALL, MOST_PER_SECOND).left < 1;

/** Where nobody knows the channel any more, sending finds out. */
async function rateOf({ accountId, inboxId }: Due): Promise<number> {
  const inbox = await findConnectedInbox(systemContext(accountId, "scheduled"), inboxId);
  return inbox?.channel.capabilities(inbox.settings).ratePerSecond ?? AT_ONCE;
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
