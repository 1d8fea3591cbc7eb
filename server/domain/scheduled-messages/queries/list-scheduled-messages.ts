import type { AccountContext } from "../../../platform/context.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import type * as contract from "../contract.ts";
import { MOST_LISTED } from "../contract.ts";
import { serializeScheduled } from "../serialize.ts";
import { getOpenable } from "./get-openable.ts";
import { loadScheduled } from "./load-scheduled.ts";

/**
 * Scheduled messages of a conversation, whatever became of them: those without time first, then the latest time first.
 *
 * @throws not_found, forbidden
 */
export async function listScheduledMessages(
  ctx: AccountContext,
  input: Input<typeof contract.listScheduledMessages>,
): Promise<Result<typeof contract.listScheduledMessages>> {
  const conversationId = await getOpenable(ctx, input.conversation_id);
  const rows = await loadScheduled(ctx, (sql) => ({
    where: sql`s.conversation_id = ${conversationId}`,
    order: sql`order by s.scheduled_at desc nulls first, s.id desc`,
    limit: MOST_LISTED,
  }));
  return { payload: rows.map(serializeScheduled) };
}
