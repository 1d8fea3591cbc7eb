import { getChannel } from "../../channels/registry.ts";
import { AppError, refused } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import type * as contract from "./contract.ts";
import { type Range, rangeOf } from "./report-range.ts";
import { sumEntities } from "./sum-entities.ts";

/** Six months and the longest of their days: longer ranges are refused (contract, reports §4). */
const MOST_CHANNEL_DAYS = 184;
/** Stretches of waiting; where each begins stands in the statement, in seconds. */
const STRETCHES = ["0-1h", "1-4h", "4-8h", "8-24h", "24h+"];

const during = (
  ctx: AccountContext,
  column: "c.created_at" | "m.created_at" | "r.event_end_time",
  range: Range | null,
) => {
  const sql = statements(ctx);
  if (!range) return sql``;
  const [since, until] = [new Date(range.since).toISOString(), new Date(range.until).toISOString()];
  return sql`and ${sql(column)} >= ${since} and ${sql(column)} < ${until}`;
};

/** Conversations by inbox and label; without a range, all (contract, reports §3). */
export async function inboxLabelMatrix(
  ctx: AccountContext,
  input: Input<typeof contract.inboxLabelMatrix>,
): Promise<Result<typeof contract.inboxLabelMatrix>> {
  authorize(canSeeReports(ctx));
  const sql = statements(ctx);
  const only = (ids: number[] | undefined) => (ids?.length ? sql`and id = any(${ids}::bigint[])` : sql``);
  const inboxes = await sql<{ id: number; name: string }[]>`
    select id, name from inboxes
    where account_id = ${ctx.accountId} and deleted_at is null ${only(input.inbox_ids)} order by lower(name), id`;
  const labels = await sql<{ id: number; title: string }[]>`
    select id, title from labels where account_id = ${ctx.accountId} ${only(input.label_ids)} order by title`;
  const counts = await sql<{ inboxId: number; label: string; count: number }[]>`
    select c.inbox_id as "inboxId", label, count(*) as count
    from conversations c cross join lateral unnest(c.labels) as label
    where c.account_id = ${ctx.accountId} and c.labels <> '{}' ${during(ctx, "c.created_at", rangeOf(input))}
    group by 1, 2`;
  const known = new Map(counts.map(({ inboxId, label, count }) => [`${inboxId}:${label}`, Number(count)]));
  return {
    inboxes: [...inboxes],
    labels: [...labels],
    matrix: inboxes.map(({ id }) => labels.map(({ title }) => known.get(`${id}:${title}`) ?? 0)),
  };
}

/** First answers by how long they took, per kind of channel (contract, reports §3). */
export async function firstResponseDistribution(
  ctx: AccountContext,
  input: Input<typeof contract.firstResponseDistribution>,
): Promise<Record<string, Record<string, number>>> {
  authorize(canSeeReports(ctx));
  const rows = await statements(ctx)<{ channel: string; value: number; count: number }[]>`
    select i.channel, width_bucket(r.value, array[0, 3600, 14400, 28800, 86400]::float8[]) - 1 as value, count(*) as count
    from reporting_events r join inboxes i on i.account_id = r.account_id and i.id = r.inbox_id
    where r.account_id = ${ctx.accountId} and r.name = 'first_response' ${during(ctx, "r.event_end_time", rangeOf(input))}
    group by 1, 2`;
  const channels: Record<string, Record<string, number>> = {};
  for (const { channel, value, count } of rows) {
    const { type } = getChannel(channel);
    const counts = channels[type] ?? Object.fromEntries(STRETCHES.map((name) => [name, 0]));
    channels[type] = counts;
    const name = STRETCHES[Math.max(0, value)];
    if (name) counts[name] = (counts[name] ?? 0) + Number(count);
  }
  return channels;
}

/** Messages sent, by whom or where (contract, reports §3). @throws refused for another grouping */
export async function outgoingMessagesCount(
  ctx: AccountContext,
  input: Input<typeof contract.outgoingMessagesCount>,
): Promise<Result<typeof contract.outgoingMessagesCount>> {
  authorize(canSeeReports(ctx));
  const by = (["agent", "team", "inbox", "label"] as const).find((name) => name === input.group_by);
  if (!by) throw new AppError("refused", { public: "Group by must be agent, team, inbox or label", isBodiless: true });
  const range = rangeOf(input);
  if (!range) return [];
  const rows = by === "label" ? await sentByLabel(ctx, range) : await sentBy(ctx, by, range);
  return rows
    .map(({ count, ...group }) => ({ ...group, outgoing_messages_count: Number(count) }))
    .sort(
      (left, right) =>
        right.outgoing_messages_count - left.outgoing_messages_count || Number(left.id) - Number(right.id),
    );
}

interface Sent {
  id: number | null;
  name: string | null;
  count: number;
}

async function sentBy(ctx: AccountContext, entity: "agent" | "team" | "inbox", range: Range): Promise<Sent[]> {
  const sums = await sumEntities(ctx, { entity, names: ["outgoing_messages"], range, inBusinessHours: false });
  const sql = statements(ctx);
  const ids = sums.map(({ id }) => id);
  const rows = await {
    agent: () => sql<{ id: number; name: string }[]>`select id, name from users where id = any(${ids}::bigint[])`,
    team: () => sql<{ id: number; name: string }[]>`
      select id, name from teams where account_id = ${ctx.accountId} and id = any(${ids}::bigint[])`,
    inbox: () => sql<{ id: number; name: string }[]>`
      select id, name from inboxes where account_id = ${ctx.accountId} and id = any(${ids}::bigint[])`,
  }[entity]();
  const counts = new Map(sums.map(({ id, count }) => [id, count]));
  return rows.map(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 }));
}

/** Titles that are no labels any more have no sums: all are counted. */
async function sentByLabel(ctx: AccountContext, range: Range): Promise<Sent[]> {
  return statements(ctx)<Sent[]>`
    select l.id, label as name, count(*) as count
    from messages m join conversations c on c.account_id = m.account_id and c.id = m.conversation_id and c.labels <> '{}'
    cross join lateral unnest(c.labels) as label
    left join labels l on l.account_id = c.account_id and l.title = label
    where m.account_id = ${ctx.accountId} and m.message_type = 1 ${during(ctx, "m.created_at", range)}
    group by 1, 2`;
}

/** Conversations of a stretch of time by channel and the status they have now (contract, reports §4). @throws refused above six months */
export async function channelSummary(
  ctx: AccountContext,
  input: Input<typeof contract.channelSummary>,
): Promise<Result<typeof contract.channelSummary>> {
  authorize(canSeeReports(ctx));
  const range = rangeOf(input);
  if (!range) return {};
  if (range.until - range.since > MOST_CHANNEL_DAYS * 86_400_000) throw refused("Date range cannot exceed 6 months");
  const rows = await statements(ctx)<{ channel: string; status: string; count: number }[]>`
    select i.channel, c.status, count(*) as count
    from conversations c join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    where c.account_id = ${ctx.accountId} ${during(ctx, "c.created_at", range)}
    group by 1, 2`;
  const channels: Result<typeof contract.channelSummary> = {};
  for (const { channel, status, count } of rows) {
    const { type } = getChannel(channel);
    const counts = channels[type] ?? { open: 0, resolved: 0, pending: 0, snoozed: 0, total: 0 };
    channels[type] = counts;
    counts[status as keyof typeof counts] += Number(count);
    counts.total += Number(count);
  }
  return channels;
}
