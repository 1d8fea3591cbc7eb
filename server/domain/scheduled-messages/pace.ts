import { systemContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { giveBackPace, type PaceOfInbox, takePace } from "./inbox-pace.ts";
import type { Due } from "./send-one.ts";

/** Of all inboxes, by one process: the rest of the machine is for people who answer customers meanwhile. */
const MOST_PER_SECOND = 200;

/** How often a line that is down is looked at. */
const DOWN_SECONDS = 20;

/**
 * Chooses those that may go out now: at the rate that the provider of their inbox takes, after a first hundred, and no more in all than
 * leaves room for people. Order is kept: once one of an inbox must wait, those behind it wait as well. Where a line is down they wait
 * for it, for an hour; after that sending tells what is wrong.
 *
 * @param paused  gets the inboxes of which some must wait
 */
export async function withinPace(due: Due[], paused: Set<number>): Promise<Due[]> {
  const wanted = new Map<number, PaceOfInbox>();
  const candidates: Due[] = [];
  const down = new Set<number>();
  const inAll = budgetOfProcess();
  for (const one of due) {
    if (paused.has(one.inboxId)) continue;
    const { perSecond, isDown } = await lineOf(one);
    if (isDown && !one.isOverdue) down.add(one.inboxId);
    else if (inAll.left - candidates.length < 1) paused.add(one.inboxId);
    else {
      const pace = wanted.get(one.inboxId) ?? { accountId: one.accountId, inboxId: one.inboxId, perSecond, count: 0 };
      wanted.set(one.inboxId, { ...pace, count: pace.count + 1 });
      candidates.push(one);
    }
  }
  const granted = await takePace([...wanted.values()]);
  const chosen = candidates.filter(({ inboxId }) => {
    const left = granted.get(inboxId) ?? 0;
    granted.set(inboxId, left - 1);
    if (left < 1) paused.add(inboxId);
    return left >= 1;
  });
  inAll.left -= chosen.length;
  if (down.size > 0) await postpone([...down]);
  return chosen;
}

/** Those of the chosen that another process sent, or that must wait for something else, leave their room to others. */
export async function leaveRoom(unsent: Due[]): Promise<void> {
  if (unsent.length === 0) return;
  budgetOfProcess().left += unsent.length;
  const counts = [...Map.groupBy(unsent, ({ inboxId }) => inboxId).values()];
  await giveBackPace(counts.flatMap(([one, ...more]) => (one ? { ...one, count: 1 + more.length } : [])));
}

/** Nothing that people see changes: neither the time nor the state. */
const postpone = (inboxIds: number[]) => runtime().sql`
  update scheduled_messages set due_at = now() + make_interval(secs => ${DOWN_SECONDS})
  where due_at <= now() and coalesce(scheduled_at, due_at) > now() - interval '1 hour' and inbox_id = any(${inboxIds}::bigint[])`;

/** Whether this process has sent what it may for the moment, of whatever inbox. */
export const isAllSpent = (): boolean => budgetOfProcess().left < 1;

/** The line of an inbox, as it was within the last half minute. Where nobody knows the channel any more, sending finds out. */
async function lineOf({ accountId, inboxId }: Due): Promise<{ perSecond: number; isDown: boolean }> {
  const inbox = await findConnectedInbox(systemContext(accountId, "scheduled"), inboxId);
  if (!inbox) return { perSecond: MOST_PER_SECOND, isDown: false };
  const { state } = inbox.row.connection;
  return {
    perSecond: inbox.channel.capabilities(inbox.settings).ratePerSecond,
    isDown: state === "closed" || state === "qr",
  };
}

interface Budget {
  left: number;
  /** `performance.now()` of the last look. */
  at: number;
}

/** What this process may send now; it grows with time. */
function budgetOfProcess(): Budget {
  const { caches } = runtime();
  const holder = (caches.get("planned-pace") ?? new Map()) as Map<string, Budget>;
  caches.set("planned-pace", holder);
  const now = performance.now();
  const budget = holder.get("all") ?? { left: MOST_PER_SECOND, at: now };
  budget.left = Math.min(MOST_PER_SECOND, budget.left + ((now - budget.at) / 1000) * MOST_PER_SECOND);
  budget.at = now;
  holder.set("all", budget);
  return budget;
}
