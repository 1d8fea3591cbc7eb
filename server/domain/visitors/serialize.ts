import { toIso, toUnix } from "../../platform/contract/fields.ts";
import type { ContactRow } from "../contacts/change-contact.ts";
import type { ConversationRow } from "../conversations/queries/load-conversations.ts";
import type { MessageRow } from "../messages/queries/load-messages.ts";
import { serializeMessage } from "../messages/serialize.ts";
import type { PublicContact, PublicConversation, PublicMessage } from "./contract/public.ts";
import type { Visitor } from "./open-visitor.ts";

/** A customer to themselves (contract, public API §1). */
export const serializePublicContact = ({ link, contact }: Pick<Visitor, "link" | "contact">): PublicContact => ({
  source_id: link.sourceId,
  pubsub_token: link.pubsubToken,
  id: contact.id,
  name: contact.name,
  email: contact.email,
  phone_number: contact.phoneNumber,
});

/** The contact's columns, as the reference gives the raw row away. */
export const serializeRawContact = (row: ContactRow): Record<string, unknown> => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone_number: row.phoneNumber,
  account_id: row.accountId,
  created_at: toIso(row.createdAt),
  updated_at: toIso(row.updatedAt),
  additional_attributes: row.additionalAttributes,
  identifier: row.identifier,
  custom_attributes: row.customAttributes,
  last_activity_at: toIso(row.lastActivityAt),
  blocked: row.blocked,
});

/** A message to the customer: no internals of the team. */
export function serializePublicMessage(row: MessageRow, echoId?: string | null): PublicMessage {
  const {
    id,
    content,
    message_type,
    content_type,
    content_attributes,
    created_at,
    conversation_id,
    attachments,
    sender,
  } = serializeMessage(row);
  return {
    id,
    content,
    message_type,
    content_type,
    content_attributes,
    created_at,
    conversation_id,
    ...(echoId && { echo_id: echoId }),
    ...(attachments && { attachments }),
    ...(sender && { sender }),
  };
}

/** A conversation to the customer. @param messages  its public ones, oldest first */
export const serializePublicConversation = (
  row: ConversationRow,
  messages: MessageRow[],
  contact: ContactRow,
): PublicConversation => ({
  id: row.displayId,
  uuid: row.uuid,
  inbox_id: row.inboxId,
  contact_last_seen_at: toUnix(row.contactLastSeenAt),
  status: row.status,
  agent_last_seen_at: toUnix(row.agentLastSeenAt),
  messages: messages.map((message) => serializePublicMessage(message)),
  contact: serializeRawContact(contact),
});
