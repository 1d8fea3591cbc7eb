import type { Tx } from "../../platform/database/transaction.ts";
import { mayHearCable } from "../../platform/realtime/cable/emit-to-cable.ts";
import type { LockedConversation } from "../conversations/queries/get-conversation.ts";
import { loadUserTypist } from "../realtime/load-user-typist.ts";
import { cableContactRooms, cableTeamRooms, verifiedContactRoom } from "../realtime/rooms.ts";
import { tellTypingOnCable } from "../realtime/tell-typing.ts";

/**
 * Whoever sends has stopped typing: told to plain WebSockets (contract, messages §2). Our own screens learn it from the message. Nothing
 * is read where nobody listens.
 */
export async function stopTyping(tx: Tx, conversation: LockedConversation, isPrivate: boolean): Promise<void> {
  if (tx.actor.kind !== "user") return;
  const place = { ...conversation, accountId: tx.accountId, hmacVerified: false };
  const rooms = [...cableTeamRooms(place), ...cableContactRooms(place), verifiedContactRoom(conversation.contactId)];
  if (!mayHearCable(rooms)) return;
  const typist = await loadUserTypist(tx, tx.actor.userId);
  const [link] = await tx.sql<{ hmacVerified: boolean }[]>`
    select hmac_verified as "hmacVerified" from contact_inboxes
    where account_id = ${tx.accountId} and id = ${conversation.contactInboxId}`;
  if (typist && link) await tellTypingOnCable(tx, { ...place, ...link }, { typist, state: "off", isPrivate });
}
