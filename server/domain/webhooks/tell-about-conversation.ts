import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { getConversationRow } from "../conversations/queries/get-conversation.ts";
import { loadConversationResource } from "../realtime/load-resources.ts";
import { conversationPayload } from "./payloads.ts";
import { writeDeliveries } from "./write-deliveries.ts";

/**
 * Calls one address with a conversation as it is now, because a rule or a macro says so (contract, settings §11). The call is tried
 * again, logged and paused like any other.
 *
 * @param displayId  the number people see
 * @param to  `target`: `automation_rule:5` or `macro:7`, whose call it is; `event`: its name in the payload
 * @throws not_found, forbidden
 */
export async function tellAboutConversation(
  ctx: AccountContext,
  displayId: number,
  to: { target: string; url: string; event: string },
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { id } = await getConversationRow(tx, displayId);
    const resource = await loadConversationResource(tx, id);
    if (!resource) throw notFound(`conversation ${displayId}`);
    const paused = await statements(tx)<{ target: string }[]>`
      select target from webhook_endpoints
      where account_id = ${tx.accountId} and target = ${to.target} and paused_at is not null`;
    // No event id: what asked for the call takes care that it is asked for once.
    const delivery = { event_id: null, event: to.event, message_id: null, conversation_id: id, target: to.target };
    const payload = { ...conversationPayload(resource, undefined), event: to.event };
    await writeDeliveries(tx, [{ ...delivery, url: to.url, payload }], new Set(paused.map(({ target }) => target)));
  });
}
