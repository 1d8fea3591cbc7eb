import { getChannel } from "../../channels/registry.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { ConversationRow } from "../conversations/queries/load-conversations.ts";
import type { MessageRow } from "../messages/queries/load-messages.ts";
import { serializeMessage } from "../messages/serialize.ts";
import type { FoundConversation } from "./contract.ts";

/** A conversation as a search finds it (contract, conversations §2). @param last  its last message */
export function serializeFoundConversation(
  row: ConversationRow,
  last: MessageRow | undefined,
  { withAttributes = false }: { withAttributes?: boolean },
): FoundConversation {
  const { contact, assignee } = row;
  return {
    id: row.displayId,
    account_id: row.accountId,
    created_at: toUnix(row.createdAt),
    message: last ? serializeMessage(last) : null,
    contact: {
      id: contact.id,
      name: contact.name,
      email: contact.email,
      phone_number: contact.phoneNumber,
      identifier: contact.identifier,
      additional_attributes: contact.additionalAttributes,
      last_activity_at: contact.lastActivityAt ? toUnix(new Date(contact.lastActivityAt)) : null,
    },
    inbox: {
      id: row.inboxId,
      channel_id: row.inboxId,
      name: row.inbox.name,
      channel_type: getChannel(row.inbox.channel).type,
    },
    agent: assignee
      ? {
          id: assignee.id,
          available_name: assignee.displayName || assignee.name,
          email: assignee.email,
          name: assignee.name,
          role: assignee.role,
        }
      : {},
    ...(withAttributes && { additional_attributes: row.additionalAttributes }),
  };
}
