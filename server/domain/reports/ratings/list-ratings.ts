import type { Fragment } from "postgres";
import { notFound } from "../../../platform/app-error.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import { toUnix } from "../../../platform/contract/fields.ts";
import type { Input } from "../../../platform/contract/operation.ts";
import { transaction } from "../../../platform/database/transaction.ts";
import { authorize } from "../../../policies/authorize.ts";
import { canSeeReports } from "../../../policies/reports.ts";
import { listAgents } from "../../accounts/list-agents.ts";
import type {
  listRatings as listOperation,
  RatingFilter,
  RatingResponse,
  reviewRating as reviewOperation,
} from "../contract/ratings.ts";

const PER_PAGE = 25;
/** What a spreadsheet can still open. */
const MOST_IN_FILE = 100_000;

/** What customers answered, newest first unless `sort=created_at` (contract, settings §16). */
export async function listRatings(ctx: AccountContext, input: Input<typeof listOperation>): Promise<RatingResponse[]> {
  authorize(canSeeReports(ctx));
  const sql = statements(ctx);
  const order = input.sort === "created_at" ? sql`r.created_at, r.id` : sql`r.created_at desc, r.id desc`;
  return load(
    ctx,
    filterOf(ctx, input),
    sql`order by ${order} limit ${PER_PAGE} offset ${(input.page - 1) * PER_PAGE}`,
  );
}

/** Every answer of the filter, for a file; newest first. */
export async function allRatings(ctx: AccountContext, input: RatingFilter): Promise<RatingResponse[]> {
  authorize(canSeeReports(ctx));
  return load(ctx, filterOf(ctx, input), statements(ctx)`order by r.created_at desc, r.id desc limit ${MOST_IN_FILE}`);
}

/** Answers by rating, and how many were asked (contract, settings §16). */
export async function ratingMetrics(ctx: AccountContext, input: RatingFilter) {
  authorize(canSeeReports(ctx));
  const sql = statements(ctx);
  const rows = await sql<{ rating: number; count: number }[]>`
    select r.rating, count(*) as count from csat_survey_responses r
    where r.account_id = ${ctx.accountId} ${filterOf(ctx, input)} group by 1 order by 1`;
  const [sent] = await sql<{ count: number }[]>`
    select count(*) as count from messages m
    where m.account_id = ${ctx.accountId} and m.content_type = 'input_csat'
      ${input.since === undefined ? sql`` : sql`and m.created_at >= ${iso(input.since)}`}
      ${input.until === undefined ? sql`` : sql`and m.created_at < ${iso(input.until)}`}
      ${input.inbox_id === undefined ? sql`` : sql`and m.inbox_id = ${input.inbox_id}`}`;
  return {
    total_count: rows.reduce((all, { count }) => all + Number(count), 0),
    ratings_count: Object.fromEntries(rows.map(({ rating, count }) => [String(rating), Number(count)])),
    total_sent_messages_count: Number(sent?.count ?? 0),
  };
}

/** Notes something about an answer. @throws not_found */
export async function reviewRating(ctx: AccountContext, input: Input<typeof reviewOperation>): Promise<RatingResponse> {
  return transaction(ctx, async (tx) => {
    authorize(canSeeReports(tx));
    const by = tx.actor.kind === "user" ? tx.actor.userId : null;
    await tx.sql`
      update csat_survey_responses
      set csat_review_notes = ${input.csat_review_notes ?? null}, review_notes_updated_at = now(),
        review_notes_updated_by_id = ${by}, updated_at = now()
      where account_id = ${tx.accountId} and id = ${input.id}`;
    const [response] = await load(tx, tx.sql`and r.id = ${input.id}`, tx.sql``);
    if (!response) throw notFound(`rating ${input.id}`);
    return response;
  });
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

function filterOf(ctx: AccountContext, input: RatingFilter): Fragment {
  const sql = statements(ctx);
  return sql`
    ${input.since === undefined ? sql`` : sql`and r.created_at >= ${iso(input.since)}`}
    ${input.until === undefined ? sql`` : sql`and r.created_at < ${iso(input.until)}`}
    ${input.user_ids?.length ? sql`and r.assigned_agent_id = any(${input.user_ids}::bigint[])` : sql``}
    ${input.inbox_id === undefined ? sql`` : sql`and r.inbox_id = ${input.inbox_id}`}
    ${input.team_id === undefined ? sql`` : sql`and r.team_id = ${input.team_id}`}
    ${input.rating === undefined ? sql`` : sql`and r.rating = ${input.rating}`}`;
}

interface Row {
  id: number;
  rating: number;
  feedback: string | null;
  notes: string | null;
  notesAt: string | null;
  notesBy: number | null;
  messageId: number;
  displayId: number;
  agentId: number | null;
  createdAt: string;
  contact: Record<string, unknown> | null;
}

async function load(ctx: AccountContext, where: Fragment, order: Fragment): Promise<RatingResponse[]> {
  const rows = await statements(ctx)<Row[]>`
    select r.id, r.rating, r.feedback_message as feedback, r.csat_review_notes as notes, r.review_notes_updated_at as "notesAt",
      r.review_notes_updated_by_id as "notesBy", r.message_id as "messageId", c.display_id as "displayId",
      r.assigned_agent_id as "agentId", r.created_at as "createdAt",
      jsonb_build_object('id', k.id, 'name', k.name, 'email', k.email, 'phone_number', k.phone_number, 'identifier', k.identifier)
        as contact
    from csat_survey_responses r
    join conversations c on c.account_id = r.account_id and c.id = r.conversation_id
    left join contacts k on k.account_id = r.account_id and k.id = r.contact_id
    where r.account_id = ${ctx.accountId} ${where} ${order}`;
  const agents = rows.length > 0 ? new Map((await listAgents(ctx)).map((agent) => [agent.id, agent])) : new Map();
  return rows.map((row) => {
    const agent = agents.get(row.agentId);
    const reviewer = agents.get(row.notesBy);
    return {
      id: row.id,
      rating: row.rating,
      feedback_message: row.feedback,
      csat_review_notes: row.notes,
      review_notes_updated_at: row.notesAt ? toUnix(new Date(row.notesAt)) : null,
      ...(reviewer && { review_notes_updated_by: { id: reviewer.id, name: reviewer.name } }),
      account_id: ctx.accountId,
      message_id: row.messageId,
      ...(row.contact?.id ? { contact: row.contact } : {}),
      conversation_id: row.displayId,
      ...(agent && { assigned_agent: agent }),
      created_at: toUnix(new Date(row.createdAt)),
    };
  });
}
