import type { Tx } from "../../platform/database/transaction.ts";
import { serializeAll } from "../contacts/list-contacts.ts";
import { findContactRows } from "../contacts/queries.ts";
import { conversationCard } from "../realtime/conversation-card.ts";
import { type ConversationResource, loadConversationResource } from "../realtime/load-resources.ts";
import { contactPayload } from "./payloads.ts";

interface Place {
  id: number;
  contactId: number;
  inboxId: number;
  inboxName: string;
  sourceId: string;
  conversationId: number | null;
  accountName: string;
}

/** A visitor's page told of something (contract, realtime §6 `webwidget_triggered`); null when the visitor is gone. */
export async function widgetEventPayload(
  tx: Tx,
  event: { contact_inbox_id: number; event_info: Record<string, unknown> },
): Promise<{ payload: Record<string, unknown>; inboxId: number; resource: ConversationResource | null } | null> {
  const [place] = await tx.sql<Place[]>`
    select ci.id, ci.contact_id as "contactId", ci.inbox_id as "inboxId", i.name as "inboxName", ci.source_id as "sourceId",
      a.name as "accountName", (select c.id from conversations c
        where c.account_id = ci.account_id and c.contact_inbox_id = ci.id order by c.id desc limit 1) as "conversationId"
    from contact_inboxes ci
    join inboxes i on i.account_id = ci.account_id and i.id = ci.inbox_id
    join accounts a on a.id = ci.account_id
    where ci.account_id = ${tx.accountId} and ci.id = ${event.contact_inbox_id}`;
  if (!place) return null;
  const [contact] = await serializeAll(tx, await findContactRows(tx, [place.contactId]));
  if (!contact) return null;
  const resource = place.conversationId === null ? null : await loadConversationResource(tx, place.conversationId);
  const payload = {
    id: place.id,
    contact: contactPayload(contact, place.accountName),
    inbox: { id: place.inboxId, name: place.inboxName },
    account: { id: tx.accountId, name: place.accountName },
    current_conversation: resource && conversationCard(resource),
    source_id: place.sourceId,
    event_info: event.event_info,
  };
  return { payload, inboxId: place.inboxId, resource };
}
