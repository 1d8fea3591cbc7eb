import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { EmbeddedMessage, Message } from "#server/domain/messages/contract.ts";

/** The account that the model is about. */
export const ACCOUNT = 1;
/** Who looks. */
export const ME = 3;

export const activity = (at: number) => ({
  last_activity_at: Math.floor(at / 1000),
  timestamp: Math.floor(at / 1000),
  last_activity_at_ms: at,
});

export function newConversation(id: number, inboxId: number, at: number): Conversation {
  const seconds = Math.floor(at / 1000);
  return {
    meta: { sender: contact(id * 10, seconds), channel: "Channel", hmac_verified: false },
    id,
    messages: [],
    account_id: ACCOUNT,
    uuid: `uuid-${id}`,
    inbox_id: inboxId,
    additional_attributes: {},
    custom_attributes: {},
    agent_last_seen_at: 0,
    assignee_last_seen_at: 0,
    contact_last_seen_at: 0,
    can_reply: true,
    labels: [],
    muted: false,
    snoozed_until: null,
    status: "open",
    created_at: seconds,
    ...activity(at),
    first_reply_created_at: 0,
    waiting_since: seconds,
    updated_at: seconds,
    unread_count: 0,
    last_non_activity_message: null,
    priority: null,
    sla_policy_id: null,
    group_type: id % 3 === 0 ? "group" : "individual",
    unread_messages_count: 0,
    reply_window_ends_at: null,
    revision: 1,
  };
}

export function contact(id: number, createdAt: number): Contact {
  return {
    additional_attributes: {},
    availability_status: "offline",
    email: null,
    id,
    name: `Contact ${id}`,
    phone_number: null,
    blocked: false,
    identifier: null,
    thumbnail: "",
    custom_attributes: {},
    group_type: "individual",
    account_id: ACCOUNT,
    created_at: createdAt,
    revision: 1,
  };
}

export function agent(id: number): Agent {
  return {
    id,
    account_id: ACCOUNT,
    availability_status: "online",
    auto_offline: true,
    confirmed: true,
    email: `agent${id}@example.org`,
    provider: "email",
    available_name: `Agent ${id}`,
    name: `Agent ${id}`,
    role: "agent",
    thumbnail: "",
    custom_role_id: null,
  };
}

export function newMessage(of: {
  id: number;
  type: number;
  text: string;
  at: number;
  conversation: Conversation;
}): Message {
  const { meta, id: conversationId, inbox_id } = of.conversation;
  const {
    additional_attributes,
    custom_attributes,
    email,
    group_type,
    id,
    identifier,
    name,
    phone_number,
    thumbnail,
    blocked,
  } = meta.sender;
  const card = {
    additional_attributes,
    custom_attributes,
    email,
    group_type,
    id,
    identifier,
    name,
    phone_number,
    thumbnail,
    blocked,
  };
  return {
    id: of.id,
    content: of.text,
    inbox_id,
    conversation_id: conversationId,
    message_type: of.type,
    content_type: "text",
    status: "sent",
    content_attributes: {},
    created_at: Math.floor(of.at / 1000),
    private: false,
    source_id: null,
    additional_attributes: {},
    sender:
      of.type === 0
        ? { ...card, type: "contact" }
        : {
            id: ME,
            name: "Me",
            available_name: "Me",
            avatar_url: "",
            type: "user",
            availability_status: "online",
            thumbnail: "",
          },
    delivery: null,
    reactions: [],
    created_at_ms: of.at,
    revision: 1,
  };
}

export function toEmbedded(message: Message): EmbeddedMessage {
  return {
    ...message,
    account_id: ACCOUNT,
    updated_at: new Date(message.created_at_ms).toISOString(),
    sender_type: message.sender?.type === "contact" ? "Contact" : "User",
    sender_id: message.sender?.id ?? null,
    external_source_ids: {},
    processed_message_content: message.content,
    sentiment: {},
    conversation: {
      assignee_id: null,
      unread_count: 0,
      last_activity_at: message.created_at,
      contact_inbox: { source_id: "s" },
    },
  };
}
