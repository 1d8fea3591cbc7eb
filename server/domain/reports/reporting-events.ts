import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import { getConversationRow } from "../conversations/queries/get-conversation.ts";
import type { listReportingEvents as operation, ReportingEvent } from "./contract.ts";

const PER_PAGE = 25;

/** Everything that reports are made of, newest first (contract, reports §7). */
export async function listReportingEvents(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  authorize(canSeeReports(ctx));
  const sql = statements(ctx);
  const seconds = (value: number) => new Date(value * 1000).toISOString();
  const where = sql`
    account_id = ${ctx.accountId}
    ${input.since === undefined ? sql`` : sql`and event_end_time >= ${seconds(input.since)}`}
    ${input.until === undefined ? sql`` : sql`and event_end_time < ${seconds(input.until)}`}
    ${input.inbox_id === undefined ? sql`` : sql`and inbox_id = ${input.inbox_id}`}
    ${input.user_id === undefined ? sql`` : sql`and user_id = ${input.user_id}`}
    ${input.name ? sql`and name = ${input.name}` : sql``}`;
  const [total] = await sql<{ count: number }[]>`select count(*) as count from reporting_events where ${where}`;
  const rows = await sql<Raw[]>`
    select * from reporting_events where ${where}
    order by event_end_time desc, id desc limit ${PER_PAGE} offset ${(input.page - 1) * PER_PAGE}`;
  const count = Number(total?.count ?? 0);
  return {
    payload: rows.map(serialize),
    meta: { count, current_page: input.page, total_pages: Math.ceil(count / PER_PAGE) },
  };
}

/** What reports know of a conversation, oldest first. @throws not_found, forbidden */
export async function conversationReportingEvents(
  ctx: AccountContext,
  input: { conversation_id: number },
): Promise<ReportingEvent[]> {
  const { id } = await getConversationRow(ctx, input.conversation_id);
  const rows = await statements(ctx)<Raw[]>`
    select * from reporting_events where account_id = ${ctx.accountId} and conversation_id = ${id}
    order by event_end_time, id`;
  return rows.map(serialize);
}

/** Times come as text. */
type Raw = ReportingEvent & { created_at: string };

const iso = (time: string) => new Date(time).toISOString();

function serialize(row: Raw): ReportingEvent {
  return {
    id: row.id,
    name: row.name,
    value: row.value,
    value_in_business_hours: row.value_in_business_hours,
    event_start_time: iso(row.event_start_time),
    event_end_time: iso(row.event_end_time),
    created_at: iso(row.created_at),
    updated_at: iso(row.created_at),
    account_id: row.account_id,
    inbox_id: row.inbox_id,
    user_id: row.user_id,
    conversation_id: row.conversation_id,
  };
}
