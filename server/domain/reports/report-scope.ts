import type { Fragment, ISql } from "postgres";
import { invalid, notFound } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { ReportType } from "./contract.ts";
import type { Metric } from "./metrics.ts";

/** Whose numbers are asked for. */
export type ReportScope =
  | { type: "account" }
  | { type: "inbox" | "agent" | "team"; id: number }
  | { type: "label"; id: number; title: string };

/**
 * Finds what a report is about.
 *
 * @throws invalid without an id where one is needed; not_found when the account has no such thing (contract, reports §1)
 */
export async function findScope(
  ctx: AccountContext,
  { type, id }: { type: ReportType; id?: number },
): Promise<ReportScope> {
  if (type === "account") return { type };
  if (id === undefined) throw invalid("id", "Id can't be blank");
  const sql = statements(ctx);
  if (type === "label") {
    const [label] = await sql<{ title: string }[]>`
      select title from labels where account_id = ${ctx.accountId} and id = ${id}`;
    if (!label) throw notFound(`label ${id}`);
    return { type, id, title: label.title };
  }
  const table = { inbox: "inboxes", agent: "account_users", team: "teams" }[type];
  const column = type === "agent" ? "user_id" : "id";
  const [row] = await sql`select 1 from ${sql(table)} where account_id = ${ctx.accountId} and ${sql(column)} = ${id}`;
  if (!row) throw notFound(`${type} ${id}`);
  return { type, id };
}

/**
 * Narrows the rows of a metric to a scope (contract, reports §2). `x` is the row; label and team are those that its conversation has
 * now.
 */
export function inScope(sql: ISql, metric: Metric, scope: ReportScope): Fragment {
  if (scope.type === "account") return sql``;
  if (scope.type === "inbox") return sql`and x.inbox_id = ${scope.id}`;
  if (scope.type === "agent") return byAgent(sql, metric, scope.id);
  const holds = (alias: Fragment) =>
    scope.type === "label"
      ? sql`${alias}.labels <> '{}' and ${alias}.labels && ${[scope.title]}::text[]`
      : sql`${alias}.team_id = ${scope.id}`;
  if (metric.source === "conversations") return sql`and ${holds(sql`x`)}`;
  return sql`and exists (
    select 1 from conversations c where c.account_id = x.account_id and c.id = x.conversation_id and ${holds(sql`c`)})`;
}

function byAgent(sql: ISql, { source }: Metric, userId: number): Fragment {
  if (source === "conversations") return sql`and x.assignee_id = ${userId}`;
  return source === "messages"
    ? sql`and x.sender_type = 'User' and x.sender_id = ${userId}`
    : sql`and x.user_id = ${userId}`;
}
