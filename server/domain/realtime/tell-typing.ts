import type { AccountContext } from "../../platform/context.ts";
import { emitToCable, mayHearCable } from "../../platform/realtime/cable/emit-to-cable.ts";
import { emitToRooms } from "../../platform/realtime/emit.ts";
import type { TypingState } from "../../platform/realtime/realtime-policy.ts";
import { sendTypingToWebhooks } from "../webhooks/send-typing-to-webhooks.ts";
import { conversationCard } from "./conversation-card.ts";
import { loadConversationResource } from "./load-resources.ts";
import { cableContactRooms, cableTeamRooms, conversationRooms, userRoom } from "./rooms.ts";

/** Who types, as the contract shows them (realtime §3). */
export type Typist = { id: number; name: string; type: "user" | "contact" | "agent_bot" } & Record<string, unknown>;

/** Where they type. */
export interface TypingPlace {
  /** Database id. */
  id: number;
  displayId: number;
  accountId: number;
  inboxId: number;
  teamId: number | null;
  contactId: number;
  contactInboxId: number;
  hmacVerified: boolean;
}

export interface Typing {
  typist: Typist;
  state: TypingState;
  isPrivate: boolean;
}

/** Tells our own screens, other programs and webhooks that somebody types. Nothing of it is kept. */
export async function tellTyping(ctx: AccountContext, place: TypingPlace, typing: Typing): Promise<void> {
  const { typist, state, isPrivate } = typing;
  emitToRooms(conversationRooms(place), "typing", {
    account_id: place.accountId,
    conversation_id: place.displayId,
    person: { kind: typist.type === "contact" ? "contact" : "user", id: typist.id, name: typist.name },
    state,
    is_private: isPrivate,
  });
  await tellTypingOutside(ctx, place, typing);
}

/** The same without our own screens, which hear each other directly. */
export async function tellTypingOutside(ctx: AccountContext, place: TypingPlace, typing: Typing): Promise<void> {
  await tellTypingOnCable(ctx, place, typing);
  const { state } = typing;
  if (state !== "recording") await sendTypingToWebhooks(ctx, place, { ...typing, state });
}

/** The same for plain WebSockets alone. Costs nothing where none listens. */
export async function tellTypingOnCable(ctx: AccountContext, place: TypingPlace, typing: Typing): Promise<void> {
  const { typist, state, isPrivate } = typing;
  const rooms = [...cableTeamRooms(place), ...(isPrivate ? [] : cableContactRooms(place))];
  if (!mayHearCable(rooms)) return;
  const resource = await loadConversationResource(ctx, place.id);
  if (!resource) return;
  const data = { conversation: conversationCard(resource), user: typist, is_private: isPrivate };
  const except = typist.type === "contact" ? cableContactRooms(place) : [userRoom(typist.id)];
  emitToCable(rooms, eventNames[state], { ...data, account_id: place.accountId }, { except });
}

const eventNames = {
  on: "conversation.typing_on",
  off: "conversation.typing_off",
  recording: "conversation.recording",
} as const;
