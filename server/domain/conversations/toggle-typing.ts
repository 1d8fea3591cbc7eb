import type { AccountContext } from "../../platform/context.ts";
import { emitToRooms } from "../../platform/realtime/emit.ts";
import { conversationRooms } from "../realtime/rooms.ts";
import { getConversationRow } from "./queries/get-conversation.ts";
import { tellCustomerTyping } from "./tell-customer-typing.ts";

const states = { on: "on", off: "off", recording: "recording" } as const;

/**
 * The caller is typing: colleagues see it at once, the customer too unless it is a note and where the channel can. Nothing is stored; an
 * unknown status says nothing (contract, conversations §5).
 */
export async function toggleTyping(
  ctx: AccountContext,
  input: { conversation_id: number; typing_status?: string | null; is_private?: boolean | null },
): Promise<void> {
  const row = await getConversationRow(ctx, input.conversation_id);
  const state = states[input.typing_status as keyof typeof states];
  if (!state || ctx.actor.kind !== "user") return;
  emitToRooms(conversationRooms(row), "typing", {
    account_id: ctx.accountId,
    conversation_id: row.displayId,
    person: { kind: "user", id: ctx.actor.userId, name: ctx.actor.name },
    state,
    is_private: input.is_private ?? false,
  });
  if (!input.is_private) await tellCustomerTyping(ctx, row, state);
}
