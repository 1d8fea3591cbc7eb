import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import type { botSummary as botOperation, reportSummary as operation, ReportSums } from "./contract.ts";
import { type MetricName, metrics } from "./metrics.ts";
import { type Range, rangeBefore, rangeOf } from "./report-range.ts";
import { findScope, type ReportScope } from "./report-scope.ts";
import { sumSlots } from "./sums.ts";

interface About {
  scope: ReportScope;
  range: Range | null;
  inBusinessHours: boolean;
}

/** All metrics of a stretch of time, and of the one before it (contract, reports §3). @throws forbidden, not_found */
export async function reportSummary(ctx: AccountContext, input: Input<typeof operation>) {
  return withPrevious(ctx, input, sumsOf);
}

/** What bots ended by themselves and handed over (contract, reports §3). @throws forbidden, not_found */
export async function botSummary(ctx: AccountContext, input: Input<typeof botOperation>) {
  return withPrevious(ctx, input, async (in_, about) => ({
    bot_resolutions_count: (await metricValue(in_, "bot_resolutions_count", about)) ?? 0,
    bot_handoffs_count: (await metricValue(in_, "bot_handoffs_count", about)) ?? 0,
  }));
}

async function withPrevious<T>(
  ctx: AccountContext,
  input: Input<typeof operation>,
  ask: (ctx: AccountContext, about: About) => Promise<T>,
): Promise<T & { previous: T }> {
  authorize(canSeeReports(ctx));
  const scope = await findScope(ctx, input);
  const range = rangeOf(input);
  const inBusinessHours = input.business_hours ?? false;
  const now = await ask(ctx, { scope, range, inBusinessHours });
  const previous = await ask(ctx, { scope, range: range && rangeBefore(range), inBusinessHours });
  return { ...now, previous };
}

async function sumsOf(ctx: AccountContext, about: About): Promise<ReportSums> {
  const [conversations, incoming, outgoing, resolutions] = await Promise.all(
    (["conversations_count", "incoming_messages_count", "outgoing_messages_count", "resolutions_count"] as const).map(
      async (name) => (await metricValue(ctx, name, about)) ?? 0,
    ),
  );
  const [firstResponse, resolution, reply] = await Promise.all(
    (["avg_first_response_time", "avg_resolution_time", "reply_time"] as const).map((name) =>
      metricValue(ctx, name, about),
    ),
  );
  return {
    conversations_count: conversations ?? 0,
    incoming_messages_count: incoming ?? 0,
    outgoing_messages_count: outgoing ?? 0,
    avg_first_response_time: firstResponse ?? null,
    avg_resolution_time: resolution ?? null,
    resolutions_count: resolutions ?? 0,
    reply_time: reply ?? null,
  };
}

/** A count, or the mean of seconds; null for the mean of nothing. */
async function metricValue(ctx: AccountContext, name: MetricName, { scope, range, inBusinessHours }: About) {
  const metric = metrics[name];
  if (!range) return metric.shows === "count" ? 0 : null;
  const slots = await sumSlots(ctx, { metric, scope, range, inBusinessHours, slotMs: 3_600_000 });
  const count = slots.reduce((all, slot) => all + slot.count, 0);
  if (metric.shows === "count") return count;
  return count === 0 ? null : slots.reduce((all, slot) => all + slot.sum, 0) / count;
}
