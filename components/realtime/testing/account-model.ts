import { QueryClient } from "@tanstack/react-query";
import { contactKeys } from "#components/data/account-keys.ts";
import { type Counts, freshCounts } from "#components/data/conversation-counts.ts";
import {
  type ConversationFilter,
  compareBy,
  countedOf,
  isInScope,
  matchesFilter,
} from "#components/data/conversation-filter.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { pageOf } from "#components/data/conversation-pages.ts";
import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { EmbeddedMessage, Message } from "#server/domain/messages/contract.ts";
import type { ServerEvent, ServerEventName } from "#server/domain/realtime/contract.ts";

export const ACCOUNT = 1;
export const ME = 3;

export type SentEvent = { [Name in ServerEventName]: { name: Name; payload: ServerEvent<Name> } }[ServerEventName];

/** A small account in memory that answers reads and speaks events as the server does, for tests of the patches. */
export class AccountModel {
  readonly conversations = new Map<number, Conversation>();
  readonly messages: Message[] = [];
  readonly events: SentEvent[] = [];
  private clock = 1_700_000_000_000;
  private lastMessageId = 0;

  create(id: number, inboxId: number): void {
    const at = this.tick();
    this.conversations.set(id, newConversation(id, inboxId, at));
    this.emit("conversation.created", { account_id: ACCOUNT, conversation: this.get(id) });
  }

  receive(id: number, text: string): void {
    const { status } = this.get(id);
    this.write(id, 0, text);
    if (status === "resolved" || status === "snoozed") this.update(id, { status: "open" });
  }

  reply(id: number, text: string, echoId?: string): void {
    this.write(id, 1, text, echoId);
  }

  /** Changes some fields; those that counts depend on are told as `changed`. */
  update(id: number, fields: Partial<Conversation>): void {
    const before = this.get(id);
    const after = { ...before, ...fields, revision: before.revision + 1 };
    this.conversations.set(id, after);
    const [old, now] = [countedOf(before), countedOf(after)];
    const names = (Object.keys(old) as (keyof typeof old)[]).filter(
      (name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]),
    );
    const changed = Object.fromEntries(
      names.map((name): [string, [unknown, unknown]] => [name, [old[name], now[name]]]),
    );
    this.emit("conversation.updated", { account_id: ACCOUNT, conversation: after, changed });
  }

  assign(id: number, userId: number | null): void {
    const { assignee: _, assignee_type: __, ...meta } = this.get(id).meta;
    this.update(id, { meta: userId === null ? meta : { ...meta, assignee: agent(userId), assignee_type: "User" } });
  }

  /** A tick, an edit: the newest message of the conversation changes. */
  touchMessage(id: number, fields: Partial<Message>): void {
    const at = this.messages.findLastIndex((message) => message.conversation_id === id);
    const before = this.messages[at];
    if (!before) return;
    const after = { ...before, ...fields, revision: before.revision + 1 };
    this.messages[at] = after;
    this.embed(id);
    this.emit("message.updated", { account_id: ACCOUNT, message: after });
  }

  rename(id: number, name: string): void {
    const before = this.get(id);
    const contact: Contact = { ...before.meta.sender, name, revision: before.meta.sender.revision + 1 };
    this.conversations.set(id, { ...before, meta: { ...before.meta, sender: contact } });
    for (const [at, message] of this.messages.entries()) {
      if (message.conversation_id === id && message.sender?.type === "contact")
        this.messages[at] = { ...message, sender: { ...message.sender, name } };
    }
    this.embed(id);
    this.emit("contact.updated", { account_id: ACCOUNT, contact });
  }

  delete(id: number): void {
    const counted = countedOf(this.get(id));
    this.conversations.delete(id);
    const changed = Object.fromEntries(
      Object.entries(counted).map(([name, value]): [string, [unknown, unknown]] => [name, [value, null]]),
    );
    this.emit("conversation.deleted", { account_id: ACCOUNT, id, changed });
  }

  /** What a client holds that has just fetched all of it. `wasHeld`: conversations it had open before they were deleted. */
  fetch(filters: readonly ConversationFilter[], wasHeld: readonly number[] = []): QueryClient {
    const client = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
    for (const filter of filters) {
      const rows = this.list(filter);
      client.setQueryData(conversationKeys.list(ACCOUNT, filter), {
        pages: [{ ...pageOf(rows), isLast: true }],
        pageParams: [1],
      });
      client.setQueryData(conversationKeys.counts(ACCOUNT, filter), freshCounts(this.counts(filter), rows));
    }
    for (const [id, conversation] of this.conversations) {
      client.setQueryData(conversationKeys.detail(ACCOUNT, id), conversation);
      client.setQueryData(contactKeys.detail(ACCOUNT, conversation.meta.sender.id), conversation.meta.sender);
      const messages = this.messages.filter((message) => message.conversation_id === id);
      client.setQueryData(conversationKeys.thread(ACCOUNT, id, null), {
        pages: [{ messages, hasOlder: false, hasNewer: false }],
        pageParams: [{ at: "end" }],
      });
    }
    for (const id of wasHeld)
      if (!this.conversations.has(id)) client.setQueryData(conversationKeys.detail(ACCOUNT, id), null);
    return client;
  }

  counts(filter: ConversationFilter): Counts {
    const all = [...this.conversations.values()].map(countedOf).filter((counted) => isInScope(filter, counted));
    const assigned = all.filter((counted) => counted.assignee_id !== null);
    return {
      all_count: all.length,
      assigned_count: assigned.length,
      unassigned_count: all.length - assigned.length,
      mine_count: assigned.filter((counted) => counted.assignee_id === ME).length,
    };
  }

  list(filter: ConversationFilter): Conversation[] {
    return [...this.conversations.values()]
      .filter((row) => matchesFilter(filter, row, ME))
      .sort(compareBy(filter.sort));
  }

  private get(id: number): Conversation {
    const conversation = this.conversations.get(id);
    if (!conversation) throw new Error(`no conversation ${id}`);
    return conversation;
  }

  private write(id: number, type: number, text: string, echoId?: string): void {
    const before = this.get(id);
    const at = this.tick();
    const message = newMessage({ id: ++this.lastMessageId, type, text, at, conversation: before });
    this.messages.push(message);
    const unread = type === 0 ? before.unread_messages_count + 1 : 0;
    this.conversations.set(id, {
      ...before,
      ...activity(at),
      unread_messages_count: unread,
      unread_count: Math.min(10, unread),
      revision: before.revision + 1,
    });
    this.embed(id);
    this.emit("message.created", {
      account_id: ACCOUNT,
      message: echoId ? { ...message, echo_id: echoId } : message,
      conversation: this.get(id),
    });
  }

  private embed(id: number): void {
    const last = this.messages.findLast((message) => message.conversation_id === id);
    const embedded = last ? toEmbedded(last) : null;
    this.conversations.set(id, {
      ...this.get(id),
      messages: embedded ? [embedded] : [],
      last_non_activity_message: embedded,
    });
  }

  private tick(): number {
    this.clock += 1000;
    return this.clock;
  }

  private emit<Name extends ServerEventName>(name: Name, payload: ServerEvent<Name>): void {
    this.events.push({ name, payload: structuredClone(payload) } as SentEvent);
  }
}

const activity = (at: number) => ({
  last_activity_at: Math.floor(at / 1000),
  timestamp: Math.floor(at / 1000),
  last_activity_at_ms: at,
});

function newConversation(id: number, inboxId: number, at: number): Conversation {
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

function contact(id: number, createdAt: number): Contact {
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

function agent(id: number): Agent {
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

function newMessage(of: { id: number; type: number; text: string; at: number; conversation: Conversation }): Message {
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

function toEmbedded(message: Message): EmbeddedMessage {
  return {
    ...message,
    account_id: ACCOUNT,
    updated_at: new Date(message.created_at_ms).toISOString(),
    sender_type: message.sender?.type === "contact" ? "Contact" : "User",
    sender_id: message.sender?.id ?? null,
    external_source_ids: {},
    processed_message_content: null,
    sentiment: {},
    conversation: {
      assignee_id: null,
      unread_count: 0,
      last_activity_at: message.created_at,
      contact_inbox: { source_id: "s" },
    },
  };
}
