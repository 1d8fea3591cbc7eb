import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import { bucketStarts, zoneOfOffset } from "./buckets.ts";
import { groupings, type timeSeries as operation, type ReportPoint } from "./contract.ts";
import { findMetric } from "./metrics.ts";
import { rangeOf } from "./report-range.ts";
import { findScope } from "./report-scope.ts";
import { sumSlots } from "./sums.ts";

const HOUR_MS = 3_600_000;

/**
 * A metric by hours, days, weeks, months or years; empty buckets are there with 0 (contract, reports §3).
 *
 * @returns `{}` for an unknown metric
 * @throws forbidden; not_found when the account has no such inbox, agent, label or team
 */
export async function timeSeries(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<ReportPoint[] | Record<string, never>> {
  authorize(canSeeReports(ctx));
  const scope = await findScope(ctx, input);
  const metric = findMetric(input.metric);
  const range = rangeOf(input);
  if (!metric) return {};
  if (!range) return [];
  const zone = zoneOfOffset(input.timezone_offset, new Date());
  const grouping = groupings.find((known) => known === input.group_by) ?? "day";
  const starts = bucketStarts(range, { grouping, zone });
  const slotMs = starts.every((start) => start % HOUR_MS === 0) ? HOUR_MS : 900_000;
  const question = { metric, scope, range, inBusinessHours: input.business_hours ?? false, slotMs } as const;
  const slots = await sumSlots(ctx, question);
  const totals = starts.map(() => ({ count: 0, sum: 0 }));
  for (const slot of slots) {
    const total = totals[bucketOf(starts, slot.at)];
    if (!total) continue;
    total.count += slot.count;
    total.sum += slot.sum;
  }
  return totals.map(({ count, sum }, place) => {
    const timestamp = Math.floor((starts[place] ?? 0) / 1000);
    if (metric.shows === "count") return { value: count, timestamp };
    return { value: count === 0 ? 0 : sum / count, timestamp, count };
  });
}

/** Place of the last bucket that begins at or before a time. A slot that begins before the first one belongs to it. */
function bucketOf(starts: number[], at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
