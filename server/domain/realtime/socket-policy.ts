import { statements, systemContext } from "../../platform/context.ts";
import type { RealtimePolicy } from "../../platform/realtime/realtime-policy.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { availabilityStatus, endPresence, notePresence } from "../accounts/presence.ts";
import { noteContactPresence } from "../contacts/presence.ts";
import { getConversationRow } from "../conversations/queries/get-conversation.ts";
import { tellCustomerTyping } from "../conversations/tell-customer-typing.ts";
import { findCableSubscriber } from "./cable-policy.ts";
import { clientEvents } from "./contract.ts";
import { loadUserTypist } from "./load-user-typist.ts";
import { canSeeConversation, roomsOf } from "./rooms.ts";
import { tellTypingOutside } from "./tell-typing.ts";

/** What people may hear and say over their sockets: the same rules as in REST. */
export const socketPolicy: RealtimePolicy = {
  clientEvents,
  notePresence,
  endPresence,
  noteContactPresence,
  audience: canSeeConversation,
  async member(userId, accountId) {
    const [rooms, [user]] = await Promise.all([
      roomsOf(userId, accountId),
      statements(systemContext(accountId))<{ name: string; avatarKey: string | null }[]>`
        select coalesce(nullif(display_name, ''), name) as name, avatar_key as "avatarKey" from users where id = ${userId}`,
    ]);
    return rooms && user
      ? { rooms, viewer: { id: userId, name: user.name, avatar_url: avatarLink(user.avatarKey) } }
      : null;
  },
  cable: findCableSubscriber,
  async typed({ userId, accountId, conversationId, state, isPrivate }) {
    const ctx = systemContext(accountId, "typing");
    const row = await getConversationRow(ctx, conversationId);
    const typist = await loadUserTypist(ctx, userId);
    if (typist) await tellTypingOutside(ctx, row, { typist, state, isPrivate });
    if (!isPrivate) await tellCustomerTyping(ctx, row, state);
  },
  async availabilities(accountId) {
    const members = await statements(systemContext(accountId))<
      { userId: number; availability: "online" | "busy" | "offline"; autoOffline: boolean }[]
    >`select user_id as "userId", availability, auto_offline as "autoOffline" from account_users where account_id = ${accountId}`;
    return Object.fromEntries(members.map((member) => [member.userId, availabilityStatus({ ...member, accountId })]));
  },
};
