import type { Fragment } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import type { EntitySums, agentSummary as operation } from "./contract.ts";
import { rangeOf } from "./report-range.ts";

type Asked = Input<typeof operation>;

/** Metrics of every agent: conversations that are theirs now, and what they did (contract, reports §4). */
export const agentSummary = (ctx: AccountContext, input: Asked): Promise<EntitySums[]> => {
  const sql = statements(ctx);
  return summarise(ctx, input, {
    entities: sql`select user_id as id from account_users where account_id = ${ctx.accountId}`,
    ofConversation: sql`c.assignee_id`,
    ofEvent: sql`r.user_id`,
  });
};

/** Metrics of every inbox (contract, reports §4). */
export const inboxSummary = (ctx: AccountContext, input: Asked): Promise<EntitySums[]> => {
  const sql = statements(ctx);
  return summarise(ctx, input, {
    entities: sql`select id from inboxes where account_id = ${ctx.accountId} and deleted_at is null`,
    ofConversation: sql`c.inbox_id`,
    ofEvent: sql`r.inbox_id`,
  });
};

/** Metrics of every team: of events, the team that the conversation has now (contract, reports §4). */
export const teamSummary = (ctx: AccountContext, input: Asked): Promise<EntitySums[]> => {
  const sql = statements(ctx);
  return summarise(ctx, input, {
    entities: sql`select id from teams where account_id = ${ctx.accountId}`,
    ofConversation: sql`c.team_id`,
    ofEvent: sql`(select c.team_id from conversations c where c.account_id = r.account_id and c.id = r.conversation_id)`,
  });
};

interface Entities {
  entities: Fragment;
  /** Whose a conversation `c` is, and whose an event `r` is. */
  ofConversation: Fragment;
  ofEvent: Fragment;
}

/** One statement for all of them; without a range nothing is counted. */
async function summarise(
  ctx: AccountContext,
  input: Asked,
  { entities, ofConversation, ofEvent }: Entities,
): Promise<EntitySums[]> {
  authorize(canSeeReports(ctx));
  const sql = statements(ctx);
  const range = rangeOf(input) ?? { since: 0, until: 0 };
  const [since, until] = [new Date(range.since).toISOString(), new Date(range.until).toISOString()];
  const value = input.business_hours ? sql`r.value_in_business_hours` : sql`r.value`;
  const rows = await sql<EntitySums[]>`
    with entities as (${entities}), created as (
      select ${ofConversation} as id, count(*) as count from conversations c
      where c.account_id = ${ctx.accountId} and c.created_at >= ${since} and c.created_at < ${until}
      group by 1
    ), done as (
      select ${ofEvent} as id, count(*) filter (where r.name = 'conversation_resolved') as resolved,
        avg(${value}) filter (where r.name = 'conversation_resolved') as resolution,
        avg(${value}) filter (where r.name = 'first_response') as first_response,
        avg(${value}) filter (where r.name = 'reply_time') as reply
      from reporting_events r
      where r.account_id = ${ctx.accountId} and r.name in ('conversation_resolved', 'first_response', 'reply_time')
        and r.event_end_time >= ${since} and r.event_end_time < ${until}
      group by 1
    )
    select e.id, coalesce(c.count, 0) as conversations_count, coalesce(d.resolved, 0) as resolved_conversations_count,
      d.resolution as avg_resolution_time, d.first_response as avg_first_response_time, d.reply as avg_reply_time
    from entities e left join created c on c.id = e.id left join done d on d.id = e.id
    order by e.id`;
  return rows.map((row) => ({
    ...row,
    conversations_count: Number(row.conversations_count),
    resolved_conversations_count: Number(row.resolved_conversations_count),
  }));
}

/** Metrics of every label, over conversations created in the range (contract, reports §4). */
export async function labelSummary(ctx: AccountContext, input: Asked): Promise<(EntitySums & { name: string })[]> {
  authorize(canSeeReports(ctx));
  const sql = statements(ctx);
  const range = rangeOf(input);
  const within = (column: Fragment) =>
    range
      ? sql`and ${column} >= ${new Date(range.since).toISOString()} and ${column} < ${new Date(range.until).toISOString()}`
      : sql``;
  const value = input.business_hours ? sql`r.value_in_business_hours` : sql`r.value`;
  const mean = (name: string) => sql`
    coalesce((select avg(${value}) from labelled c join reporting_events r
      on r.account_id = ${ctx.accountId} and r.conversation_id = c.id and r.name = ${name} where c.label = l.title), 0)`;
  const rows = await sql<(EntitySums & { name: string })[]>`
    with labelled as (
      select c.id, label from conversations c cross join lateral unnest(c.labels) as label
      where c.account_id = ${ctx.accountId} and c.labels <> '{}' ${within(sql`c.created_at`)}
    )
    select l.id, l.title as name, (select count(*) from labelled c where c.label = l.title) as conversations_count,
      (select count(*) from reporting_events r join conversations c on c.account_id = r.account_id and c.id = r.conversation_id
        where r.account_id = ${ctx.accountId} and r.name = 'conversation_resolved' and c.labels <> '{}'
          and c.labels && array[l.title] ${within(sql`r.event_end_time`)}) as resolved_conversations_count,
      ${mean("conversation_resolved")} as avg_resolution_time, ${mean("first_response")} as avg_first_response_time,
      ${mean("reply_time")} as avg_reply_time
    from labels l where l.account_id = ${ctx.accountId} order by l.title`;
  return rows.map((row) => ({
    ...row,
    conversations_count: Number(row.conversations_count),
    resolved_conversations_count: Number(row.resolved_conversations_count),
  }));
}
