import { refused } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { LockedConversation } from "../conversations/queries/get-conversation.ts";
import { cleanText, cleanValue } from "./clean-text.ts";
import { MAX_CONTENT, type NewMessage } from "./contract.ts";
import { findNoteMentions, mentionedContacts } from "./find-note-mentions.ts";
import type { NewMessageRow } from "./insert-message.ts";
import { requireItems } from "./require-items.ts";

/** Names under a note; a large team would fill the screen. */
const MOST_UNREACHED = 20;

const types = { incoming: 0, outgoing: 1, activity: 2, template: 3 } as const;
const contentTypes = new Set([
  "text",
  "input_text",
  "input_textarea",
  "input_email",
  "input_select",
  "cards",
  "form",
  "article",
  "incoming_email",
  "input_csat",
  "integrations",
  "sticker",
  "voice_call",
]);

/** What a caller sent, checked and completed, as a row (contract, messages §2 and "Replies and reactions"). @throws refused */
export async function newMessageRow(
  tx: Tx,
  conversation: LockedConversation,
  input: NewMessage,
): Promise<NewMessageRow> {
  requireLength(input.content);
  const contentType = input.content_type || "text";
  if (!contentTypes.has(contentType)) throw refused(`'${contentType}' is not a valid content_type`);
  const type = types[input.message_type ?? "outgoing"];
  const attributes = cleanValue(input.content_attributes ?? {}) as Record<string, unknown>;
  requireItems(contentType, attributes.items);
  const reply = await findQuoted(tx, conversation, attributes);
  if (attributes.is_reaction === true && reply.id === null)
    throw refused("Validation failed: The message to react to is unknown");
  const content = input.content === null || input.content === undefined ? null : cleanText(input.content);
  return {
    conversation_id: conversation.id,
    inbox_id: conversation.inboxId,
    message_type: type,
    content,
    content_type: contentType,
    content_attributes: {
      ...attributes,
      ...(reply.isReply && { in_reply_to: reply.id, in_reply_to_external_id: reply.externalId }),
      ...(await mentionAttributes(tx, conversation, { content, isNote: input.private === true })),
      ...(input.external_created_at !== undefined && { external_created_at: input.external_created_at }),
    },
    additional_attributes: {
      ...(input.campaign_id !== undefined && { campaign_id: input.campaign_id }),
      ...(input.template_params && { template_params: input.template_params }),
    },
    private: input.private ?? false,
    ...(await senderOf(tx, conversation, type, input)),
    source_id: input.source_id ? cleanText(input.source_id) : null,
    in_reply_to: reply.id,
    in_reply_to_external_id: reply.externalId,
  };
}

/** @throws refused for more than can be stored */
export function requireLength(content: string | null | undefined): void {
  if ((content?.length ?? 0) > MAX_CONTENT) {
    throw refused(`Validation failed: Content is too long (maximum is ${MAX_CONTENT} characters)`);
  }
}

/**
 * Mentioned contacts of any message (contract, messages §9), and the people whom a note names but cannot reach: the note itself says so
 * to everybody who reads it.
 */
async function mentionAttributes(
  tx: Tx,
  conversation: LockedConversation,
  { content, isNote }: { content: string | null; isNote: boolean },
): Promise<Record<string, unknown>> {
  const contacts = mentionedContacts(content);
  const people = isNote ? await findNoteMentions(tx, conversation, content) : [];
  const unreached = people.filter((person) => !person.isReached).map(({ id, name }) => ({ id, name }));
  return {
    ...(contacts.length > 0 && { mentioned_contacts: contacts }),
    ...(unreached.length > 0 && { mentions_without_access: unreached.slice(0, MOST_UNREACHED) }),
  };
}

interface Quoted {
  isReply: boolean;
  id: number | null;
  externalId: string | null;
}

/** Either id finds the other; unknown ones become null (contract). */
async function findQuoted(
  tx: Tx,
  conversation: LockedConversation,
  attributes: Record<string, unknown>,
): Promise<Quoted> {
  const id = idIn(attributes.in_reply_to);
  const externalId = typeof attributes.in_reply_to_external_id === "string" ? attributes.in_reply_to_external_id : null;
  if (id === null && externalId === null) {
    return {
      isReply: "in_reply_to" in attributes || "in_reply_to_external_id" in attributes,
      id: null,
      externalId: null,
    };
  }
  const [row] = await tx.sql<{ id: number; externalId: string | null }[]>`
    select id, coalesce(provider_message_id, source_id) as "externalId" from messages
    where account_id = ${tx.accountId} and conversation_id = ${conversation.id}
      and ${id !== null ? tx.sql`id = ${id}` : tx.sql`source_id = ${externalId}`}
    order by id
    limit 1`;
  return { isReply: true, id: row?.id ?? null, externalId: row?.externalId ?? null };
}

/** Null for whatever is no id. */
function idIn(value: unknown): number | null {
  const id = typeof value === "string" || typeof value === "number" ? Number(value) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

type Sender = Pick<NewMessageRow, "sender_type" | "sender_id">;

async function senderOf(tx: Tx, conversation: LockedConversation, type: number, input: NewMessage): Promise<Sender> {
  if (type === 0) return { sender_type: "Contact", sender_id: conversation.contactId };
  if (type === 2 || type === 3) return { sender_type: null, sender_id: null };
  if (input.sender_type === "AgentBot" && input.sender_id) {
    const [bot] = await tx.sql<{ id: number }[]>`
      select id from agent_bots where id = ${input.sender_id} and (account_id = ${tx.accountId} or account_id is null)`;
    if (bot) return { sender_type: "AgentBot", sender_id: bot.id };
  }
  switch (tx.actor.kind) {
    case "user":
      return { sender_type: "User", sender_id: tx.actor.userId };
    case "agent_bot":
      return { sender_type: "AgentBot", sender_id: tx.actor.agentBotId };
    default:
      return { sender_type: null, sender_id: null };
  }
}
