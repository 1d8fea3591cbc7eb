import type { Fragment, ISql } from "postgres";
import type { AccountContext } from "../../../platform/context.ts";
import { type AgentRow, findAgentRows } from "../../accounts/queries.ts";
import type { StoredUpload } from "../../messages/store-uploads.ts";
import type { QuietHours } from "../contract.ts";

/** One entry of the trail: who did what with it. */
export interface Step {
  action: "scheduled" | "drafted" | "changed" | "sent_now" | "cancelled_by_reply" | "stopped";
  /** Unix seconds. */
  at: number;
  by: { id: number; name: string } | null;
}

/** What rows of both tables have in common. */
export interface PlannedRow {
  id: number;
  accountId: number;
  conversationId: number;
  displayId: number;
  inboxId: number;
  teamId: number | null;
  content: string | null;
  templateParams: Record<string, unknown> | null;
  attachment: StoredUpload | null;
  timezone: string | null;
  quietHours: QuietHours | null;
  cancelOnReply: boolean;
  authorUserId: number | null;
  automationRuleId: number | null;
  automationRuleName: string | null;
  /** Null when the author is a rule, or left. */
  author: AgentRow | null;
  history: Step[];
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Narrows rows of an account. `s` is the row, `c` its conversation. */
export interface Selection {
  where: Fragment;
  order?: Fragment;
  limit?: number;
  offset?: number;
}

/** Columns of `s` and `c` that both kinds have. */
export const plannedColumns = (sql: ISql): Fragment => sql`
  s.id, s.account_id as "accountId", s.conversation_id as "conversationId", c.display_id as "displayId", s.inbox_id as "inboxId",
  c.team_id as "teamId", s.content, s.template_params as "templateParams", s.attachment, s.timezone, s.quiet_hours as "quietHours",
  s.cancel_on_reply as "cancelOnReply", s.author_user_id as "authorUserId", s.automation_rule_id as "automationRuleId",
  s.automation_rule_name as "automationRuleName", s.history, s.revision, s.created_at as "createdAt", s.updated_at as "updatedAt"`;

/** Adds the authors, one statement for all, and turns times into dates. */
export async function completed<Row extends PlannedRow>(
  ctx: AccountContext,
  rows: Record<string, unknown>[],
  dates: readonly string[],
): Promise<Row[]> {
  const ids = [...new Set(rows.map((row) => row.authorUserId as number | null).filter((id) => id !== null))];
  const authors = new Map((await findAgentRows(ctx, ids)).map((author) => [author.id, author]));
  return rows.map((row) => {
    const times = [...dates, "createdAt", "updatedAt"].map((key) => [key, asDate(row[key])]);
    const author = authors.get(row.authorUserId as number) ?? null;
    return { ...row, ...Object.fromEntries(times), author } as unknown as Row;
  });
}

const asDate = (value: unknown): Date | null => (value === null ? null : new Date(value as string));
