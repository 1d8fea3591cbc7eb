import type { Fragment, ISql } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import type { EntitySums, agentSummary as operation } from "./contract.ts";
import { type Range, rangeOf } from "./report-range.ts";
import { type Entity, type EntitySum, sumEntities } from "./sum-entities.ts";

type Asked = Input<typeof operation>;

/** Metrics of every agent: conversations that are theirs now, and what they did (contract, reports §4). */
export const agentSummary = (ctx: AccountContext, input: Asked): Promise<EntitySums[]> =>
  summarise(ctx, input, {
    entity: "agent",
    all: (sql) => sql`select user_id as id from account_users where account_id = ${ctx.accountId} order by 1`,
  });

/** Metrics of every inbox (contract, reports §4). */
export const inboxSummary = (ctx: AccountContext, input: Asked): Promise<EntitySums[]> =>
  summarise(ctx, input, {
    entity: "inbox",
    all: (sql) => sql`select id from inboxes where account_id = ${ctx.accountId} and deleted_at is null order by 1`,
  });

/** Metrics of every team: of events, the team that the conversation has now (contract, reports §4). */
export const teamSummary = (ctx: AccountContext, input: Asked): Promise<EntitySums[]> =>
  summarise(ctx, input, {
    entity: "team",
    all: (sql) => sql`select id from teams where account_id = ${ctx.accountId} order by 1`,
  });

const names = ["conversations", "conversation_resolved", "first_response", "reply_time"];

/** Without a range nothing is counted. */
async function summarise(
  ctx: AccountContext,
  input: Asked,
  { entity, all }: { entity: Entity; all: (sql: ISql) => Fragment },
): Promise<EntitySums[]> {
  authorize(canSeeReports(ctx));
  const rows = await statements(ctx)<{ id: number }[]>`${all(statements(ctx))}`;
  const range = rangeOf(input);
  const sums = range
    ? await sumEntities(ctx, { entity, names, range, inBusinessHours: input.business_hours ?? false })
    : [];
  const find = finder(sums);
  return rows.map(({ id }) => ({
    id,
    conversations_count: find(id, "conversations")?.count ?? 0,
    resolved_conversations_count: find(id, "conversation_resolved")?.count ?? 0,
    avg_resolution_time: mean(find(id, "conversation_resolved")),
    avg_first_response_time: mean(find(id, "first_response")),
    avg_reply_time: mean(find(id, "reply_time")),
  }));
}

/** Metrics of every label; means are over the conversations created in the range (contract, reports §4). Without one, over all. */
export async function labelSummary(ctx: AccountContext, input: Asked): Promise<(EntitySums & { name: string })[]> {
  authorize(canSeeReports(ctx));
  const labels = await statements(ctx)<{ id: number; title: string }[]>`
    select id, title from labels where account_id = ${ctx.accountId} order by title`;
  if (labels.length === 0) return [];
  const inBusinessHours = input.business_hours ?? false;
  const range = rangeOf(input) ?? { since: 0, until: Date.now() + 1 };
  const find = finder(
    await sumEntities(ctx, {
      entity: "label",
      names: ["conversations", "conversation_resolved"],
      range,
      inBusinessHours,
    }),
  );
  const ofCreated = finder(await sumsOfLabelled(ctx, range, inBusinessHours));
  return labels.map(({ id, title }) => ({
    id,
    name: title,
    conversations_count: find(id, "conversations")?.count ?? 0,
    resolved_conversations_count: find(id, "conversation_resolved")?.count ?? 0,
    avg_resolution_time: mean(ofCreated(id, "conversation_resolved")) ?? 0,
    avg_first_response_time: mean(ofCreated(id, "first_response")) ?? 0,
    avg_reply_time: mean(ofCreated(id, "reply_time")) ?? 0,
  }));
}

/** Events, whenever they were, of the labelled conversations that were created in a range. */
async function sumsOfLabelled(ctx: AccountContext, range: Range, inBusinessHours: boolean): Promise<EntitySum[]> {
  const sql = statements(ctx);
  const value = inBusinessHours ? sql`r.value_in_business_hours` : sql`r.value`;
  const rows = await sql<EntitySum[]>`
    with labelled as materialized (
      select c.id, l.id as label_id from conversations c join labels l on l.account_id = ${ctx.accountId} and l.title = any(c.labels)
      where c.account_id = ${ctx.accountId} and c.labels <> '{}'
        and c.created_at >= ${new Date(range.since).toISOString()} and c.created_at < ${new Date(range.until).toISOString()}
    )
    select c.label_id as id, r.name as metric, count(*) as count, sum(${value}) as sum
    from labelled c join reporting_events r on r.account_id = ${ctx.accountId} and r.conversation_id = c.id
    where r.name in ('conversation_resolved', 'first_response', 'reply_time')
    group by 1, 2`;
  return rows.map((row) => ({ ...row, count: Number(row.count), sum: Number(row.sum) }));
}

function finder(sums: EntitySum[]): (id: number, metric: string) => EntitySum | undefined {
  const known = new Map(sums.map((sum) => [`${sum.id}:${sum.metric}`, sum]));
  return (id, metric) => known.get(`${id}:${metric}`);
}

const mean = (sum: EntitySum | undefined): number | null => (sum && sum.count > 0 ? sum.sum / sum.count : null);
