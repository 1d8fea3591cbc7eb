import type { AccountContext } from "../../../platform/context.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import { visibleConversations } from "../../../policies/conversations.ts";
import { asFragment } from "../../filters/condition.ts";
import { conversationFilter } from "../../filters/conversation-filter.ts";
import { filterCondition } from "../../filters/filter-condition.ts";
import type { filterConversations as operation } from "../contract/find.ts";
import { countMatching } from "./count-conversations.ts";
import { allWithMessages } from "./get-conversation.ts";
import { loadConversations } from "./load-conversations.ts";

/** Rows of a page (contract, conventions §7). */
const PAGE_SIZE = 25;

/**
 * Conversations of the caller's lists that fit the rows of a filter, the newest activity first (contract, conversations §3). No rows
 * let all of them through.
 *
 * @throws refused with the contract's sentence for a row that means nothing
 */
export async function filterConversations(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  const filter = input.payload ?? [];
  const condition = await filterCondition(ctx, conversationFilter, filter);
  const rows = await loadConversations(ctx, (sql) => ({
    where: sql`${visibleConversations(ctx)} and ${asFragment(sql, condition)}`,
    order: sql`order by c.last_activity_at desc, c.id desc`,
    limit: PAGE_SIZE,
    offset: (input.page - 1) * PAGE_SIZE,
  }));
  const { assigned_count: _assigned, ...meta } = await countMatching(ctx, {
    key: { filter },
    where: (sql) => sql`${visibleConversations(ctx)} and ${asFragment(sql, condition)}`,
  });
  return { meta, payload: await allWithMessages(ctx, rows) };
}
