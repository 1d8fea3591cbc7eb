import type { AccountContext } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { datesOf } from "./continue-series.ts";
import type * as contract from "./contract/overview.ts";
import { type Problem, quietZone, readTime, refuseProblems } from "./planned-values.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { nextOccurrence } from "./recurrence.ts";
import { ruleProblems } from "./recurring-values.ts";
import { isZone } from "./wall-time.ts";

const SHOWN = 5;

/**
 * When a message would go out: once, or the next five times of its rule, quiet hours respected.
 *
 * @throws invalid
 */
export async function previewSchedule(
  ctx: AccountContext,
  input: Input<typeof contract.previewSchedule>,
): Promise<Result<typeof contract.previewSchedule>> {
  const problems: Problem[] = [];
  const rule = input.recurrence_rule ?? null;
  const timezone = input.timezone || null;
  if (rule) problems.push(...ruleProblems(rule));
  if (timezone && !isZone(timezone))
    problems.push({ field: "timezone", sentence: "Timezone is not included in the list" });
  const startsAt = readTime(input.scheduled_at, problems);
  if (!startsAt && problems.length === 0)
    problems.push({ field: "scheduled_at", sentence: "Scheduled at can't be blank" });
  refuseProblems(problems);
  const zone = await quietZone(ctx, timezone);
  const planned = [startsAt as Date];
  while (rule && planned.length < SHOWN) {
    const last = planned.at(-1) as Date;
    const series = datesOf({ recurrenceRule: rule, timezone, startsAt: startsAt as Date });
    const next = nextOccurrence(series, last, { now: last, sent: planned.length });
    if (!next) break;
    planned.push(next);
  }
  const runs = planned.map((at) => afterQuietHours(at, input.quiet_hours ?? null, zone));
  return { runs: runs.map(toUnix), is_moved: runs[0]?.getTime() !== planned[0]?.getTime() };
}
