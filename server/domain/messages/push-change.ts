import { isChannelError } from "../../channels/channel-error.ts";
import { type AccountContext, statements, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { type ConnectedInbox, findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { cleanText } from "./clean-text.ts";
import { renderForChannel } from "./render-for-channel.ts";

interface Changed {
  id: number;
  conversationId: number;
  inboxId: number;
  content: string | null;
  providerMessageId: string;
  to: string;
}

/**
 * Tells the provider about an edit or a deletion. A refused edit brings the former text back, with the reason; a refused deletion
 * changes nothing here (contract, messages §4). Anything temporary is tried again by the queue.
 */
export async function pushChange(at: {
  accountId: number;
  messageId: number;
  change: "edit" | "delete";
}): Promise<void> {
  const ctx = systemContext(at.accountId, "delivery");
  const message = await load(ctx, at.messageId);
  const inbox = message && (await findConnectedInbox(ctx, message.inboxId));
  if (!message || !inbox) return;
  try {
    await push(inbox, message, at.change);
  } catch (error) {
    if (!isChannelError(error) || error.kind !== "refused") throw error;
    if (at.change === "edit") await takeEditBack(ctx, message, error.message);
  }
}

async function push({ channel, settings }: ConnectedInbox, message: Changed, change: "edit" | "delete"): Promise<void> {
  const chat = { to: message.to };
  if (change === "delete") return channel.actions.delete?.(message.providerMessageId, chat, settings);
  const text = renderForChannel(message.content ?? "", channel.capabilities(settings).richText);
  return channel.actions.edit?.(message.providerMessageId, chat, text, settings);
}

async function load(ctx: AccountContext, messageId: number): Promise<Changed | undefined> {
  const [row] = await statements(ctx)<Changed[]>`
    select m.id, m.conversation_id as "conversationId", m.inbox_id as "inboxId", m.content,
      m.provider_message_id as "providerMessageId", ci.source_id as "to"
    from messages m
    join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
    join contact_inboxes ci on ci.account_id = c.account_id and ci.id = c.contact_inbox_id
    where m.account_id = ${ctx.accountId} and m.id = ${messageId} and m.provider_message_id is not null`;
  return row;
}

async function takeEditBack(ctx: AccountContext, message: Changed, reason: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.sql`
      update messages set content = coalesce(content_attributes ->> 'content_before_edit', content), revision = revision + 1,
        updated_at = now(),
        content_attributes = (content_attributes - 'content_before_edit')
          || jsonb_build_object('edit_error', ${cleanText(reason)}::text,
            'is_edited', coalesce(content_attributes ->> 'content_before_edit' <> content_attributes ->> 'previous_content', false))
      where account_id = ${tx.accountId} and id = ${message.id}`;
    tx.emit("message.updated", { message_id: message.id, conversation_id: message.conversationId });
  });
}
