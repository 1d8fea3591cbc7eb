import type { Fragment } from "postgres";
import { type AccountContext, statements } from "../../../platform/context.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import { avatarLink } from "../../../platform/storage/file-link.ts";
import { openableConversations } from "../../../policies/conversations.ts";
import type * as contract from "../contract/overview.ts";
import { MOST_COUNTED, OVERVIEW_PAGE, type OverviewItem } from "../contract/overview.ts";
import type { ScheduledStatus } from "../contract.ts";
import { serializeScheduled } from "../serialize.ts";
import { loadScheduled } from "./load-scheduled.ts";

type Query = Input<typeof contract.listAccountScheduledMessages>;

/** What narrows both the list and the calendar. */
export interface Filters {
  inbox_id?: number | undefined;
  author_id?: number | undefined;
  status?: ScheduledStatus[] | undefined;
}

/**
 * Scheduled messages of all conversations that the caller may open, a page at a time: soonest first, or latest first. Four statements.
 */
export async function listAccountScheduledMessages(
  ctx: AccountContext,
  query: Query,
): Promise<Result<typeof contract.listAccountScheduledMessages>> {
  const sql = statements(ctx);
  const inTime = sql`${query.from === undefined ? sql`true` : sql`s.scheduled_at >= to_timestamp(${query.from})`}
    and ${query.to === undefined ? sql`true` : sql`s.scheduled_at < to_timestamp(${query.to})`}`;
  const rows = await loadScheduled(ctx, () => ({
    where: sql`${visible(ctx, query)} and ${inStatus(ctx, query)} and ${inTime}`,
    order: query.latest_first
      ? sql`order by s.scheduled_at desc nulls last, s.id desc`
      : sql`order by s.scheduled_at nulls first, s.id`,
    limit: OVERVIEW_PAGE + 1,
    offset: (query.page - 1) * OVERVIEW_PAGE,
  }));
  return {
    payload: await withPlaces(ctx, rows.slice(0, OVERVIEW_PAGE)),
    meta: { page: query.page, has_more: rows.length > OVERVIEW_PAGE, counts: await count(ctx, query, inTime) },
  };
}

/** Of the caller's conversations, by inbox and author. */
export function visible(ctx: AccountContext, filters: Filters): Fragment {
  const sql = statements(ctx);
  return sql`${openableConversations(ctx)}
    and ${filters.inbox_id === undefined ? sql`true` : sql`s.inbox_id = ${filters.inbox_id}`}
    and ${filters.author_id === undefined ? sql`true` : sql`s.author_user_id = ${filters.author_id}`}`;
}

export function inStatus(ctx: AccountContext, { status }: Filters): Fragment {
  const sql = statements(ctx);
  return status && status.length > 0 ? sql`s.status = any(${status}::text[])` : sql`true`;
}

type Counts = Result<typeof contract.listAccountScheduledMessages>["meta"]["counts"];

/** Each status is counted from its index, and no further than a screen can show. */
async function count(ctx: AccountContext, query: Query, inTime: Fragment): Promise<Counts> {
  const sql = statements(ctx);
  const rows = await sql<{ status: ScheduledStatus; count: number }[]>`
    select wanted.status, (
      select count(*) from (
        select from scheduled_messages s join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
        where s.account_id = ${ctx.accountId} and s.status = wanted.status and ${visible(ctx, query)} and ${inTime}
        limit ${MOST_COUNTED}
      ) as counted)::int as count
    from unnest(array['draft', 'pending', 'sent', 'failed']) as wanted (status)`;
  const counts = Object.fromEntries(rows.map((row) => [row.status, row.count]));
  return { draft: 0, pending: 0, sent: 0, failed: 0, ...counts };
}

interface Place {
  id: number;
  status: OverviewItem["conversation"]["status"];
  contactId: number;
  contactName: string;
  avatarKey: string | null;
  inboxName: string;
}

/** With conversation, contact and inbox: one more statement for all of them. */
export async function withPlaces(
  ctx: AccountContext,
  rows: Awaited<ReturnType<typeof loadScheduled>>,
): Promise<OverviewItem[]> {
  if (rows.length === 0) return [];
  const places = await statements(ctx)<Place[]>`
    select c.id, c.status, p.id as "contactId", p.name as "contactName", p.avatar_key as "avatarKey", i.name as "inboxName"
    from conversations c
    join contacts p on p.account_id = c.account_id and p.id = c.contact_id
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    where c.account_id = ${ctx.accountId} and c.id = any(${[...new Set(rows.map((row) => row.conversationId))]}::bigint[])`;
  const byId = new Map(places.map((place) => [place.id, place]));
  return rows.flatMap((row) => {
    const place = byId.get(row.conversationId);
    if (!place) return [];
    const contact = { id: place.contactId, name: place.contactName, thumbnail: avatarLink(place.avatarKey) };
    return {
      ...serializeScheduled(row),
      conversation: { id: row.displayId, status: place.status, contact },
      inbox: { id: row.inboxId, name: place.inboxName },
      history: row.history,
    };
  });
}
