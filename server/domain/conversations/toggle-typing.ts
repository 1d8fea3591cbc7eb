import type { AccountContext } from "../../platform/context.ts";
import { emitToRooms } from "../../platform/realtime/emit.ts";
import { runtime } from "../../platform/runtime.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { conversationRooms } from "../realtime/rooms.ts";
import { getConversationRow } from "./queries/get-conversation.ts";
import { loadContactInboxSource } from "./queries/load-contact-inbox-source.ts";

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
  if (!input.is_private) await tellCustomer(ctx, row, state);
}

/** A presence that does not arrive is not worth an error to the agent who types. */
async function tellCustomer(
  ctx: AccountContext,
  row: { inboxId: number; contactInboxId: number; groupType: string },
  state: "on" | "off" | "recording",
): Promise<void> {
  const inbox = await findConnectedInbox(ctx, row.inboxId);
  const typing = inbox?.channel.actions.typing;
  if (!typing) return;
  const to = await loadContactInboxSource(ctx, row.contactInboxId);
  try {
    await typing({ to, isGroup: row.groupType === "group" }, state, inbox.settings);
  } catch (error) {
    runtime().log.info({ inboxId: row.inboxId, err: error }, "typing was not passed on");
  }
}
