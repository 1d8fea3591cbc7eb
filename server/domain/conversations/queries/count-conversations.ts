import type { Fragment } from "postgres";
import type { z } from "zod";
import { cached, remembered } from "../../../platform/cache.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import type { ConversationListQuery, counts } from "../contract.ts";
import { listFilter } from "./list-filter.ts";

type Counts = z.infer<typeof counts>;

/** Up to here the counts of a list are exact at any moment. */
const COUNTED_EACH_TIME = 10_000;
/** How old the counts of a longer list may be. */
const FRESH_MS = 5_000;
const CACHE = "conversation-counts";

/** What is counted. `c` is the conversation. */
interface Counted {
  /** Names the condition, for remembering. */
  key: unknown;
  where: (sql: ReturnType<typeof statements>) => Fragment;
}

/** The counts of the tabs of a list. */
export function countConversations(ctx: AccountContext, query: ConversationListQuery): Promise<Counts> {
  const { page: _page, sort_by: _order, assignee_type: _tab, ...key } = query;
  return countMatching(ctx, { key, where: () => listFilter(ctx, query) });
}

/**
 * The counts of the tabs, in one statement over the index of the list. No counter is kept: a hot row would slow every
 * writer. Beyond ten thousand conversations, where counting costs many times the page itself, they may be five seconds old.
 */
export async function countMatching(ctx: AccountContext, counted: Counted): Promise<Counts> {
  const key = JSON.stringify([ctx.accountId, ctx.role, ctx.actor, counted.key]);
  const known = remembered<Counts>(CACHE, key);
  if (known) return known;
  const few = await count(ctx, counted, COUNTED_EACH_TIME + 1);
  if (few.all_count <= COUNTED_EACH_TIME) return few;
  return cached(CACHE, key, FRESH_MS, () => count(ctx, counted));
}

async function count(ctx: AccountContext, { where }: Counted, most?: number): Promise<Counts> {
  const sql = statements(ctx);
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : 0;
  const [row] = await sql<Omit<Counts, "assigned_count">[]>`
    select count(*) as all_count,
      count(*) filter (where assignee_id = ${userId}) as mine_count,
      count(*) filter (where assignee_id is null) as unassigned_count
    from (
      select c.assignee_id from conversations c
      where c.account_id = ${ctx.accountId} and ${where(sql)}
      ${most === undefined ? sql`` : sql`limit ${most}`}
    ) as listed`;
  const { all_count = 0, mine_count = 0, unassigned_count = 0 } = row ?? {};
  return { mine_count, assigned_count: all_count - unassigned_count, unassigned_count, all_count };
}
