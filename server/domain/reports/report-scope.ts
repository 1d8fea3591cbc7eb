import type { Fragment, ISql } from "postgres";
import { invalid, notFound } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { ReportType } from "./contract.ts";

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
 * Narrows facts `x` to a scope (contract, reports §2). Label and team are those that their conversation has now.
 */
export function inScope(sql: ISql, ctx: AccountContext, scope: ReportScope): Fragment {
  if (scope.type === "account") return sql`true`;
  if (scope.type === "inbox") return sql`x.inbox_id = ${scope.id}`;
  if (scope.type === "agent") return sql`x.agent_id = ${scope.id}`;
  const holds =
    scope.type === "label"
      ? sql`c.labels <> '{}' and c.labels && ${[scope.title]}::text[]`
      : sql`c.team_id = ${scope.id}`;
  return sql`exists (
    select 1 from conversations c where c.account_id = ${ctx.accountId} and c.id = x.conversation_id and ${holds})`;
}
