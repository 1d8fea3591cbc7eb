import type { AccountContext } from "../../platform/context.ts";
import { getConversationRow } from "./queries/get-conversation.ts";

/** Inboxes have no AI assistant here; clients ask all the same (contract, conversations §5). @throws not_found, forbidden */
export async function getInboxAssistant(
  ctx: AccountContext,
  input: { conversation_id: number },
): Promise<{ assistant: null }> {
  await getConversationRow(ctx, input.conversation_id);
  return { assistant: null };
}
