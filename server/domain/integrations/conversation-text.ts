import type { AccountContext } from "../../platform/context.ts";
import { getConversationRow } from "../conversations/queries/get-conversation.ts";
import { loadMessages } from "../messages/queries/load-messages.ts";

const MOST_MESSAGES = 200;
/** Of a long conversation the newest part goes to the model. */
const MOST_CHARACTERS = 40_000;

/**
 * What customer and agents said to each other, oldest first, one line each: no notes, no activities.
 *
 * @throws not_found, forbidden
 */
export async function conversationText(ctx: AccountContext, displayId: number): Promise<string> {
  const { id } = await getConversationRow(ctx, displayId);
  const rows = await loadMessages(ctx, (sql) => ({
    where: sql`m.conversation_id = ${id} and m.message_type in (0, 1) and not m.private and m.content <> ''`,
    order: sql`order by m.created_at desc, m.id desc`,
    limit: MOST_MESSAGES,
  }));
  const lines: string[] = [];
  let length = 0;
  for (const { messageType, sender, content } of rows) {
    const line = `${messageType === 0 ? "Customer" : "Agent"} ${sender?.name ?? ""}: ${content ?? ""}`;
    length += line.length;
    if (length > MOST_CHARACTERS && lines.length > 0) break;
    lines.push(line.slice(0, MOST_CHARACTERS));
  }
  return lines.reverse().join("\n");
}
