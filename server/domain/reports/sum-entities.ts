import { type AccountContext, statements } from "../../platform/context.ts";
import { factsIn } from "./facts.ts";
import type { Range } from "./report-range.ts";
import { isRolled, splitRange } from "./rolled-range.ts";

export type Entity = "agent" | "inbox" | "team" | "label";

/** What a metric counted for one of them. */
export interface EntitySum {
  id: number;
  metric: string;
  count: number;
  /** Of the seconds of its events. */
  sum: number;
}

interface Question {
  entity: Entity;
  /** Names of sums, see `rollupName`. */
  names: string[];
  range: Range;
  inBusinessHours: boolean;
}

/** Some metrics for every agent, inbox, team or label: hours of the past from their sums, the rest counted. Three statements. */
export async function sumEntities(ctx: AccountContext, question: Question): Promise<EntitySum[]> {
  // Whose conversations are is not summed up: assignees change all day.
  const live = question.entity === "agent" ? question.names.filter((name) => name === "conversations") : [];
  const names = live.length > 0 ? question.names.filter((name) => name !== "conversations") : question.names;
  const { rolled, rest } = await splitRange(ctx, question.range);
  const sql = statements(ctx);
  const value = question.inBusinessHours ? sql`sum_in_business_hours` : sql`sum`;
  const past = rolled
    ? await sql<EntitySum[]>`
        select dimension_id as id, metric, sum(count) as count, sum(${value}) as sum from report_rollups
        where account_id = ${ctx.accountId} and metric = any(${names}::text[]) and dimension = ${question.entity}
          and ${isRolled(sql, rolled)}
        group by 1, 2`
    : [];
  const now = rest.length > 0 ? await countEntities(ctx, { ...question, names }, rest) : [];
  const theirs = live.length > 0 ? await countEntities(ctx, { ...question, names: live }, [question.range]) : [];
  return added([...past, ...now, ...theirs]);
}

async function countEntities(ctx: AccountContext, question: Question, ranges: Range[]): Promise<EntitySum[]> {
  const sql = statements(ctx);
  const conversation = sql`join conversations c on c.account_id = ${ctx.accountId} and c.id = x.conversation_id`;
  const [id, join] = {
    agent: [sql`x.agent_id`, sql``],
    inbox: [sql`x.inbox_id`, sql``],
    team: [sql`c.team_id`, conversation],
    label: [
      sql`l.id`,
      sql`${conversation} and c.labels <> '{}' join labels l on l.account_id = ${ctx.accountId} and l.title = any(c.labels)`,
    ],
  }[question.entity];
  const value = question.inBusinessHours ? sql`x.open` : sql`x.value`;
  return sql<EntitySum[]>`
    select ${id ?? sql``} as id, x.metric, count(*) as count, sum(${value}) as sum
    from (${factsIn(sql, { accountId: ctx.accountId, names: question.names, ranges })}) x ${join ?? sql``}
    where ${id ?? sql``} is not null
    group by 1, 2`;
}

function added(rows: EntitySum[]): EntitySum[] {
  const sums = new Map<string, EntitySum>();
  for (const { id, metric, count, sum } of rows) {
    const known = sums.get(`${id}:${metric}`) ?? { id: Number(id), metric, count: 0, sum: 0 };
    known.count += Number(count);
    known.sum += Number(sum);
    sums.set(`${id}:${metric}`, known);
  }
  return [...sums.values()];
}
