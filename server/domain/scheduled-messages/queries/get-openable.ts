import { AppError, notFound } from "../../../platform/app-error.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import { openableConversations } from "../../../policies/conversations.ts";

/**
 * The database id of a conversation that the caller may open.
 *
 * @param displayId  the number people see
 * @throws not_found when there is none in this account; forbidden when the caller may not open it
 */
export async function getOpenable(ctx: AccountContext, displayId: number): Promise<number> {
  const [row] = await statements(ctx)<{ id: number; isOpenable: boolean }[]>`
    select c.id, ${openableConversations(ctx)} as "isOpenable" from conversations c
    where c.account_id = ${ctx.accountId} and c.display_id = ${displayId}`;
  if (!row) throw notFound(`conversation ${displayId}`);
  if (!row.isOpenable) throw new AppError("forbidden");
  return row.id;
}
