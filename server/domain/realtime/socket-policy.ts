import { statements, systemContext } from "../../platform/context.ts";
import type { RealtimePolicy } from "../../platform/realtime/realtime-policy.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { availabilityStatus, endPresence, notePresence } from "../accounts/presence.ts";
import { getConversationRow } from "../conversations/queries/get-conversation.ts";
import { tellCustomerTyping } from "../conversations/tell-customer-typing.ts";
import { clientEvents } from "./contract.ts";
import { canSeeConversation, roomsOf } from "./rooms.ts";

/** What people may hear and say over their sockets: the same rules as in REST. */
export const socketPolicy: RealtimePolicy = {
  clientEvents,
  notePresence,
  endPresence,
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
  async typed({ accountId, conversationId, state }) {
    const ctx = systemContext(accountId, "typing");
    await tellCustomerTyping(ctx, await getConversationRow(ctx, conversationId), state);
  },
  async availabilities(accountId) {
    const members = await statements(systemContext(accountId))<
      { userId: number; availability: "online" | "busy" | "offline"; autoOffline: boolean }[]
    >`select user_id as "userId", availability, auto_offline as "autoOffline" from account_users where account_id = ${accountId}`;
    return Object.fromEntries(members.map((member) => [member.userId, availabilityStatus({ ...member, accountId })]));
  },
};
