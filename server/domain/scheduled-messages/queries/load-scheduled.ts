import { notFound } from "../../../platform/app-error.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import type { RecurrenceRule, ScheduledStatus } from "../contract.ts";
import { completed, type PlannedRow, plannedColumns, type Selection } from "./load-planned.ts";

/** A scheduled message with everything its serialiser needs. */
export interface ScheduledRow extends PlannedRow {
  status: ScheduledStatus;
  recurringId: number | null;
  recurrenceRule: RecurrenceRule | null;
  scheduledAt: Date | null;
  plannedAt: Date | null;
  dueAt: Date | null;
  armedAt: Date | null;
  cancelledAt: Date | null;
  failure: string | null;
  messageId: number | null;
}

const dates = ["scheduledAt", "plannedAt", "dueAt", "armedAt", "cancelledAt"] as const;

/** Scheduled messages of the account with their authors: two statements. */
export async function loadScheduled(
  ctx: AccountContext,
  select: (sql: ReturnType<typeof statements>) => Selection,
): Promise<ScheduledRow[]> {
  const sql = statements(ctx);
  const { where, order = sql``, limit, offset = 0 } = select(sql);
  const rows = await sql<Record<string, unknown>[]>`
    select ${plannedColumns(sql)}, s.status, s.recurring_id as "recurringId", r.recurrence_rule as "recurrenceRule",
      s.scheduled_at as "scheduledAt", s.planned_at as "plannedAt", s.due_at as "dueAt", s.armed_at as "armedAt",
      s.cancelled_at as "cancelledAt", s.failure, s.message_id as "messageId"
    from scheduled_messages s
    join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
    left join recurring_scheduled_messages r on r.account_id = s.account_id and r.id = s.recurring_id
    where s.account_id = ${ctx.accountId} and ${where} ${order}
    ${limit === undefined ? sql`` : sql`limit ${limit} offset ${offset}`}`;
  return completed<ScheduledRow>(ctx, rows, dates);
}

/** One of a conversation. @throws not_found */
export async function getScheduled(
  ctx: AccountContext,
  at: { id: number; conversationId: number },
): Promise<ScheduledRow> {
  const [row] = await loadScheduled(ctx, (sql) => ({
    where: sql`s.id = ${at.id} and s.conversation_id = ${at.conversationId}`,
  }));
  if (!row) throw notFound(`scheduled message ${at.id}`);
  return row;
}
