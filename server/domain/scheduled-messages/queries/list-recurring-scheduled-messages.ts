import type { AccountContext } from "../../../platform/context.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import type * as contract from "../contract/recurring.ts";
import { MOST_SERIES } from "../contract/recurring.ts";
import { serializeRecurring } from "../serialize.ts";
import { getOpenable } from "./get-openable.ts";
import { loadRecurring } from "./load-recurring.ts";

/**
 * Series of a conversation: active ones first, then drafts, then those that ended; the newest first.
 *
 * @throws not_found, forbidden
 */
export async function listRecurringScheduledMessages(
  ctx: AccountContext,
  input: Input<typeof contract.listRecurringScheduledMessages>,
): Promise<Result<typeof contract.listRecurringScheduledMessages>> {
  const conversationId = await getOpenable(ctx, input.conversation_id);
  const rows = await loadRecurring(ctx, (sql) => ({
    where: sql`s.conversation_id = ${conversationId}`,
    order: sql`order by case s.status when 'active' then 0 when 'draft' then 1 else 2 end, s.id desc`,
    limit: MOST_SERIES,
  }));
  return { payload: rows.map(serializeRecurring) };
}
