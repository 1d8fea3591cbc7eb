import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "./queries/get-conversation.ts";
import { writeConversation } from "./write-conversation.ts";

type Attributes = Record<string, unknown>;

/** Replaces the custom attributes as a whole (contract, conversations §5). @throws not_found, forbidden */
export async function setCustomAttributes(
  ctx: AccountContext,
  input: { conversation_id: number; custom_attributes: Attributes },
): Promise<{ custom_attributes: Attributes }> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    await writeConversation(tx, conversation, { customAttributes: input.custom_attributes });
    return { custom_attributes: input.custom_attributes };
  });
}
