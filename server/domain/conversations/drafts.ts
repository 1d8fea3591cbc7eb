import { and, eq } from "drizzle-orm";
import { conversationDrafts } from "#db/schema/conversations.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { getConversationRow } from "./queries/get-conversation.ts";

interface OfConversation {
  conversation_id: number;
}

/** The reply that somebody began; all agents share it (contract, conversations §5). @throws not_found, forbidden */
export async function getDraft(
  ctx: AccountContext,
  input: OfConversation,
): Promise<{ has_draft: boolean; message?: string }> {
  const { id } = await getConversationRow(ctx, input.conversation_id);
  const [row] = await database(ctx).select().from(conversationDrafts).where(draftOf(ctx, id));
  return row ? { has_draft: true, message: row.message } : { has_draft: false };
}

/** Keeps what somebody begins to write; nothing written is no draft. @throws not_found, forbidden */
export async function saveDraft(
  ctx: AccountContext,
  input: OfConversation & { message?: string | null },
): Promise<void> {
  const { message } = input;
  if (!message) return deleteDraft(ctx, input);
  await transaction(ctx, async (tx) => {
    const { id } = await getConversationRow(tx, input.conversation_id);
    const { accountId, conversationId } = conversationDrafts;
    await tx.db
      .insert(conversationDrafts)
      .values({ accountId: tx.accountId, conversationId: id, message })
      .onConflictDoUpdate({ target: [accountId, conversationId], set: { message, updatedAt: new Date() } });
  });
}

/** Removes it. Removing none is no error. @throws not_found, forbidden */
export async function deleteDraft(ctx: AccountContext, input: OfConversation): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { id } = await getConversationRow(tx, input.conversation_id);
    await tx.db.delete(conversationDrafts).where(draftOf(tx, id));
  });
}

const draftOf = (ctx: AccountContext, conversationId: number) =>
  and(eq(conversationDrafts.accountId, ctx.accountId), eq(conversationDrafts.conversationId, conversationId));
