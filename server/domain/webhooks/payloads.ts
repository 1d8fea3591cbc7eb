import { toIso } from "../../platform/contract/fields.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import type { Contact } from "../contacts/contract.ts";
import { withSurveyLink } from "../messages/outbound-parts.ts";
import type { MessageRow, SenderRow } from "../messages/queries/load-messages.ts";
import { serializeContactCard, serializeMessage } from "../messages/serialize.ts";
import { conversationCard } from "../realtime/conversation-card.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";

type Payload = Record<string, unknown>;

/** Names around a payload that no resource carries. */
export interface Surroundings {
  accountName: string;
  inboxName: string;
}

const messageTypes = ["incoming", "outgoing", "activity", "template"];

/**
 * A message for webhooks (contract, realtime §6). One that is no longer failed says `external_error: null` once: the payload has no
 * status, and connectors of API inboxes know by nothing else that an agent asked to send it again.
 *
 * @param changed  of a `message.updated`
 */
export function messagePayload(
  resource: ConversationResource & { message: MessageRow },
  around: Surroundings,
  changed?: Changed | null,
): Payload {
  const { message, row } = resource;
  const { attachments, content_attributes, additional_attributes } = serializeMessage(message);
  return {
    account: { id: row.accountId, name: around.accountName },
    additional_attributes,
    content_attributes: leftFailed(changed) ? { ...content_attributes, external_error: null } : content_attributes,
    content_type: message.contentType,
    content: message.content === null ? null : withSurveyLink(message.content, message.contentAttributes),
    conversation: conversationCard(resource),
    created_at: toIso(message.createdAt),
    id: message.id,
    inbox: { id: row.inboxId, name: around.inboxName },
    message_type: messageTypes[message.messageType],
    private: message.private,
    sender: senderBlock(message, around),
    source_id: message.sourceId,
    ...(attachments && { attachments }),
  };
}

const leftFailed = (changed: Changed | null | undefined): boolean =>
  changed?.status?.[0] === "failed" && changed.status[1] !== "failed";

/** A conversation for webhooks. @param changed  null: nothing is known; undefined: it is new */
export function conversationPayload(resource: ConversationResource, changed: Changed | null | undefined): Payload {
  return {
    ...conversationCard(resource),
    ...(changed !== undefined && { changed_attributes: changed && changedAttributes(changed) }),
  };
}

/** A list of objects with one key each: so receivers know it (contract, realtime §6). */
export const changedAttributes = (changed: Changed): Payload[] =>
  Object.entries(changed).map(([key, [previous_value, current_value]]) => ({
    [key]: { previous_value, current_value },
  }));

/** A contact for webhooks (contract, realtime §6 "Blocks"). */
export function contactPayload(contact: Contact, accountName: string): Payload {
  const { additional_attributes, custom_attributes, email, id, identifier, name, phone_number, thumbnail } = contact;
  return {
    account: { id: contact.account_id, name: accountName },
    additional_attributes,
    avatar: thumbnail,
    custom_attributes,
    email,
    id,
    identifier,
    name,
    phone_number,
    thumbnail,
    blocked: contact.blocked,
  };
}

function senderBlock(message: MessageRow, { accountName }: Surroundings): Payload | null {
  const { sender } = message;
  if (!sender) return null;
  if (message.senderType === "Contact") return contactBlock(message.accountId, accountName, sender);
  if (message.senderType === "User")
    return { id: sender.id, name: sender.name, email: sender.email ?? null, type: "user" };
  return { id: sender.id, name: sender.name, type: "agent_bot" };
}

function contactBlock(accountId: number, accountName: string, sender: SenderRow): Payload {
  const { type: _type, group_type: _groupType, ...card } = serializeContactCard(sender);
  return { account: { id: accountId, name: accountName }, avatar: card.thumbnail, ...card };
}
