import type { AccountContext } from "../../platform/context.ts";
import { loadUserTypist } from "../realtime/load-user-typist.ts";
import { type Typist, tellTyping } from "../realtime/tell-typing.ts";
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
  const typist = state && (await typistOf(ctx));
  if (!state || !typist) return;
  const isPrivate = input.is_private ?? false;
  await tellTyping(ctx, row, { typist, state, isPrivate });
  if (!isPrivate) await tellCustomerTyping(ctx, row, state);
}

async function typistOf(ctx: AccountContext): Promise<Typist | null> {
  const { actor } = ctx;
  if (actor.kind === "user") return loadUserTypist(ctx, actor.userId);
  return actor.kind === "agent_bot"
    ? { id: actor.agentBotId, name: actor.name, avatar_url: "", type: "agent_bot" }
    : null;
}
