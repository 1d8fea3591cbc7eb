import type { InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { emitToRooms } from "../../platform/realtime/emit.ts";
import { conversationRooms } from "../realtime/rooms.ts";
import type { IngestInbox } from "./ingest-inbox.ts";

/** The customer is typing: told to those who see the inbox, and kept nowhere. */
export async function announceTyping(
  tx: Tx,
  inbox: IngestInbox,
  typing: Extract<InboundEvent, { type: "typing" }>,
): Promise<undefined> {
  const sourceId = inbox.channel.sourceId(typing.chat);
  const [row] = await tx.sql<{ displayId: number; teamId: number | null; contactId: number; name: string }[]>`
    select c.display_id as "displayId", c.team_id as "teamId", contact.id as "contactId", contact.name
    from contact_inboxes ci
    join contacts contact on contact.account_id = ci.account_id and contact.id = ci.contact_id
    join conversations c on c.account_id = ci.account_id and c.contact_inbox_id = ci.id
    where ci.account_id = ${tx.accountId} and ci.inbox_id = ${inbox.id} and ci.source_id = ${sourceId}
    order by c.id desc
    limit 1`;
  if (!row) return undefined;
  emitToRooms(conversationRooms({ accountId: tx.accountId, inboxId: inbox.id, teamId: row.teamId }), "typing", {
    account_id: tx.accountId,
    conversation_id: row.displayId,
    person: { kind: "contact", id: row.contactId, name: row.name },
    state: typing.state,
    is_private: false,
  });
  return undefined;
}
