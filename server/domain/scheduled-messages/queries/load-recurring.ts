import { notFound } from "../../../platform/app-error.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import { MOST_SERIES } from "../contract/recurring.ts";
import type { RecurrenceRule, ScheduledStatus } from "../contract.ts";
import { completed, type PlannedRow, plannedColumns, type Selection } from "./load-planned.ts";

/** A series with its messages, newest first. */
export interface RecurringRow extends PlannedRow {
  status: "draft" | "active" | "completed" | "cancelled";
  recurrenceRule: RecurrenceRule;
  startsAt: Date | null;
  occurrencesSent: number;
  children: Occurrence[];
}

/** A message of a series, times in unix seconds; `plannedAt` is before quiet hours. */
export interface Occurrence {
  id: number;
  status: ScheduledStatus;
  scheduledAt: number | null;
  plannedAt: number | null;
  messageId: number | null;
}

/** Series of the account with their authors: two statements. */
export async function loadRecurring(
  ctx: AccountContext,
  select: (sql: ReturnType<typeof statements>) => Selection,
): Promise<RecurringRow[]> {
  const sql = statements(ctx);
  const { where, order = sql``, limit } = select(sql);
  const rows = await sql<Record<string, unknown>[]>`
    select ${plannedColumns(sql)}, s.status, s.recurrence_rule as "recurrenceRule", s.starts_at as "startsAt",
      s.occurrences_sent as "occurrencesSent", (
        select coalesce(jsonb_agg(jsonb_build_object('id', child.id, 'status', child.status, 'messageId', child.message_id,
          'scheduledAt', floor(extract(epoch from child.scheduled_at)), 'plannedAt', floor(extract(epoch from child.planned_at))) order by child.id desc), '[]')
        from (
          select * from scheduled_messages of_series
          where of_series.account_id = s.account_id and of_series.recurring_id = s.id
          order by of_series.id desc limit ${MOST_SERIES}
        ) as child
      ) as children
    from recurring_scheduled_messages s
    join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
    where s.account_id = ${ctx.accountId} and ${where} ${order}
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`;
  return completed<RecurringRow>(ctx, rows, ["startsAt"]);
}

/** One of a conversation. @throws not_found */
export async function getRecurring(
  ctx: AccountContext,
  at: { id: number; conversationId: number },
): Promise<RecurringRow> {
  const [row] = await loadRecurring(ctx, (sql) => ({
    where: sql`s.id = ${at.id} and s.conversation_id = ${at.conversationId}`,
  }));
  if (!row) throw notFound(`recurring scheduled message ${at.id}`);
  return row;
}
