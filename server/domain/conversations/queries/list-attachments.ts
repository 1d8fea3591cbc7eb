import { type AccountContext, statements } from "../../../platform/context.ts";
import { toUnix } from "../../../platform/contract/fields.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import { loadMessagesById, type MessageRow } from "../../messages/queries/load-messages.ts";
import { serializeMessage } from "../../messages/serialize.ts";
import type { ListedAttachment, listAttachments as operation } from "../contract/find.ts";
import { getConversationRow } from "./get-conversation.ts";

/** Rows of a page (contract, conventions §7). */
const PAGE_SIZE = 100;

/** The files of a conversation, the newest first, in four statements. @throws not_found, forbidden */
export async function listAttachments(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  const { id } = await getConversationRow(ctx, input.conversation_id);
  const sql = statements(ctx);
  const rows = await sql<{ id: number; messageId: number }[]>`
    select id, message_id as "messageId" from attachments
    where account_id = ${ctx.accountId} and conversation_id = ${id}
    order by id desc
    limit ${PAGE_SIZE} offset ${(input.page - 1) * PAGE_SIZE}`;
  const [count] = await sql<{ total: number }[]>`
    select count(*)::int as total from attachments where account_id = ${ctx.accountId} and conversation_id = ${id}`;
  const messages = await loadMessagesById(ctx, [...new Set(rows.map((row) => row.messageId))]);
  const payload = rows.flatMap((row) => {
    const message = messages.get(row.messageId);
    return message ? [serializeListed(message, row.id)] : [];
  });
  return { meta: { total_count: count?.total ?? 0 }, payload };
}

function serializeListed(row: MessageRow, attachmentId: number): ListedAttachment {
  const { attachments = [], sender } = serializeMessage(row);
  const file = attachments.find((attachment) => attachment.id === attachmentId);
  return {
    id: attachmentId,
    message_id: row.id,
    thumb_url: file?.thumb_url ?? "",
    data_url: file?.data_url ?? "",
    file_size: file?.file_size ?? null,
    file_type: file?.file_type ?? "file",
    extension: file?.extension ?? null,
    width: file?.width ?? null,
    height: file?.height ?? null,
    created_at: toUnix(row.createdAt),
    ...(sender && { sender }),
  };
}
