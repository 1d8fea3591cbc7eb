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
import type { Contact } from "#server/domain/contacts/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import type { ServerEvent, ServerEventName } from "#server/domain/realtime/contract.ts";
import { ACCOUNT, activity, agent, ME, newConversation, newMessage, toEmbedded } from "./model-rows.ts";

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
