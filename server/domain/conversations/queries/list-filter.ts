import type { Fragment } from "postgres";
import { notFound } from "../../../platform/app-error.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import { openableConversations, visibleConversations } from "../../../policies/conversations.ts";
import type { ConversationListQuery } from "../contract.ts";

/** Conditions of a list but for the tab, which the counts must not depend on (contract, conversations §2). `c` is the conversation. */
export function listFilter(ctx: AccountContext, query: ConversationListQuery): Fragment {
  const sql = statements(ctx);
  const isParticipating = query.conversation_type === "participating";
  const conditions: Fragment[] = [basis(ctx, query.conversation_type)];
  if (query.q) conditions.push(contentMatches(ctx, query.q));
  else if (query.status !== "all") conditions.push(sql`c.status = ${query.status}`);
  if (query.inbox_id && !isParticipating) conditions.push(sql`c.inbox_id = ${query.inbox_id}`);
  if (query.team_id) conditions.push(sql`c.team_id = ${query.team_id}`);
  if (query.labels?.length) conditions.push(sql`c.labels <> '{}' and c.labels && ${query.labels}::text[]`);
  if (query.group_type === "individual" || query.group_type === "group")
    conditions.push(sql`c.group_type = ${query.group_type}`);
  if (query.source_id) {
    conditions.push(sql`c.contact_inbox_id in (
      select id from contact_inboxes where account_id = ${ctx.accountId} and source_id = ${query.source_id})`);
  }
  if (query.unread) conditions.push(sql`c.unread_count > 0`);
  if (query.conversation_type === "unattended") {
    conditions.push(sql`(c.first_reply_created_at is null or c.waiting_since is not null)`);
  }
  if (query.updated_within) conditions.push(sql`c.updated_at > now() - make_interval(secs => ${query.updated_within})`);
  return conditions.reduce((all, condition) => sql`${all} and ${condition}`);
}

/**
 * What the list is cut from. Where somebody was mentioned and what they follow may lie outside their inboxes, but never where they may
 * not look (contract, conversations §2).
 */
function basis(ctx: AccountContext, type: string | undefined): Fragment {
  const sql = statements(ctx);
  const mine = { account: ctx.accountId, user: userId(ctx) };
  switch (type) {
    case "mention":
      return sql`(${openableConversations(ctx)} and c.id = any(array(
        select conversation_id from mentions where account_id = ${mine.account} and user_id = ${mine.user})))`;
    case "participating":
      return sql`(${openableConversations(ctx)} and c.id = any(array(
        select conversation_id from conversation_participants
        where account_id = ${mine.account} and user_id = ${mine.user})))`;
    default:
      return visibleConversations(ctx);
  }
}

const userId = ({ actor }: AccountContext): number => (actor.kind === "user" ? actor.userId : 0);

/** The tab: applied to the rows, never to the counts. */
export function tabFilter(ctx: AccountContext, assigneeType: string | undefined): Fragment {
  const sql = statements(ctx);
  switch (assigneeType) {
    case "me":
      return sql`c.assignee_id = ${ctx.actor.kind === "user" ? ctx.actor.userId : 0}`;
    case "unassigned":
      return sql`c.assignee_id is null`;
    case "assigned":
      return sql`c.assignee_id is not null`;
    default:
      return sql`true`;
  }
}

/** Sort order of a list; ties are broken by id so that pages never overlap. Unknown values fall back to the newest activity. */
export function listOrder(ctx: AccountContext, sortBy: string | undefined): Fragment {
  const sql = statements(ctx);
  switch (sortBy) {
    case "last_activity_at_asc":
      return sql`order by c.last_activity_at asc, c.id asc`;
    case "created_at_asc":
    case "sort_on_created_at":
      return sql`order by c.created_at asc, c.id asc`;
    case "created_at_desc":
      return sql`order by c.created_at desc, c.id desc`;
    case "priority_asc":
      return sql`order by c.priority asc nulls last, c.last_activity_at desc, c.id desc`;
    case "priority_desc":
    case "sort_on_priority":
      return sql`order by c.priority desc nulls last, c.last_activity_at desc, c.id desc`;
    case "waiting_since_asc":
    case "sort_on_waiting_since":
      return sql`order by c.waiting_since asc nulls last, c.created_at asc, c.id asc`;
    case "waiting_since_desc":
      return sql`order by c.waiting_since desc nulls last, c.created_at asc, c.id asc`;
    default:
      return sql`order by c.last_activity_at desc, c.id desc`;
  }
}

function contentMatches(ctx: AccountContext, q: string): Fragment {
  const sql = statements(ctx);
  const pattern = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql`exists (
    select from messages m
    where m.account_id = c.account_id and m.conversation_id = c.id and m.message_type in (0, 1) and m.content ilike ${pattern})`;
}

/** A team that is not of this account answers 404, an inbox that the caller may not see an empty list. */
export async function requireTeam(ctx: AccountContext, teamId: number | undefined): Promise<void> {
  if (teamId === undefined) return;
  const [team] = await statements(ctx)`select 1 from teams where account_id = ${ctx.accountId} and id = ${teamId}`;
  if (!team) throw notFound(`team ${teamId}`);
}
