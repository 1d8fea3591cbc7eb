import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import type * as presence from "#server/domain/conversations/contract/presence.ts";
import type * as contract from "#server/domain/conversations/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { api } from "./api.ts";
import type { Changed } from "./conversation-counts.ts";
import { type ConversationPriority, type ConversationStatus, countedOf } from "./conversation-filter.ts";
import { findConversation } from "./conversations.ts";
import { endpoint } from "./endpoint.ts";
import { patchConversation } from "./patch-conversation.ts";

const assign = endpoint<typeof contract.assignConversation>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/assignments",
);
const toggleStatus = endpoint<typeof contract.toggleStatus>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/toggle_status",
);
const togglePriority = endpoint<typeof contract.togglePriority>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/toggle_priority",
);
const setLabels = endpoint<typeof contract.setLabels>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/labels",
);
const updateLastSeen = endpoint<typeof presence.updateLastSeen>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/update_last_seen",
);
const markUnread = endpoint<typeof presence.markUnread>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/unread",
);
const create = endpoint<typeof contract.createConversation>("POST", "/api/v1/accounts/{account_id}/conversations");

/** Assigns to a person or to nobody. */
export function assignConversation(cache: AccountCache, id: number, agent: Agent | null): Promise<void> {
  return change(cache, id, {
    change: assignedTo(agent),
    send: (path) => api(assign, { ...path, assignee_id: agent?.id ?? null }),
  });
}

/** Takes an unassigned conversation. @throws ApiError `conflict`, which names who was faster */
export function claimConversation(cache: AccountCache, id: number, me: Agent): Promise<void> {
  return change(cache, id, {
    change: assignedTo(me),
    send: (path) => api(assign, { ...path, assignee_id: me.id, if_assignee_id: null }),
  });
}

/** Resolves, reopens, marks as pending, or snoozes: until then (unix seconds), or until the next reply without a time. */
export function setConversationStatus(
  cache: AccountCache,
  id: number,
  status: ConversationStatus,
  snoozedUntil: number | null = null,
): Promise<void> {
  const until = status === "snoozed" ? snoozedUntil : null;
  return change(cache, id, {
    change: (held) => ({
      ...held,
      status,
      snoozed_until: until === null ? null : new Date(until * 1000).toISOString(),
    }),
    send: (path) => api(toggleStatus, { ...path, status, ...(until !== null && { snoozed_until: until }) }),
  });
}

export function setConversationPriority(
  cache: AccountCache,
  id: number,
  priority: ConversationPriority | null,
): Promise<void> {
  return change(cache, id, {
    change: (held) => ({ ...held, priority }),
    send: (path) => api(togglePriority, { ...path, priority }),
  });
}

/** Replaces the labels of a conversation. */
export function setConversationLabels(cache: AccountCache, id: number, labels: string[]): Promise<void> {
  return change(cache, id, {
    change: (held) => ({ ...held, labels }),
    send: (path) => api(setLabels, { ...path, labels }),
  });
}

/** Everything in the thread has been on the screen. */
export function markConversationSeen(cache: AccountCache, id: number): Promise<void> {
  return change(cache, id, {
    change: (held) => ({
      ...held,
      unread_count: 0,
      unread_messages_count: 0,
      agent_last_seen_at: Math.max(held.agent_last_seen_at, held.last_activity_at),
    }),
    send: (path) => api(updateLastSeen, path),
  });
}

export function markConversationUnread(cache: AccountCache, id: number): Promise<void> {
  return change(cache, id, {
    change: (held) => ({
      ...held,
      unread_count: Math.max(1, held.unread_count),
      unread_messages_count: Math.max(1, held.unread_messages_count),
    }),
    send: (path) => api(markUnread, path),
  });
}

export interface NewConversation {
  inboxId: number;
  contactId: number;
  content: string;
  /** The person who takes it; nobody when left out. */
  assigneeId?: number;
}

/** Starts a conversation with its first message. A repeat with the same key starts no second one. */
export async function startConversation(
  cache: AccountCache,
  start: NewConversation,
  idempotencyKey: string,
): Promise<Conversation> {
  const { accountId } = cache;
  const { inboxId, contactId, content, assigneeId } = start;
  const conversation = await api(
    create,
    { account_id: accountId, inbox_id: inboxId, contact_id: contactId, assignee_id: assigneeId, message: { content } },
    { idempotencyKey },
  );
  patchConversation(cache, { conversation, isCreation: true });
  return conversation;
}

/** Small enough that a thousand changes of ours stay below the next revision of the server. */
const OWN_STEP = 0.001;

interface Change {
  change: (held: Conversation) => Conversation;
  /** Answers with the conversation where the operation does. */
  send: (path: { account_id: number; conversation_id: number }) => Promise<unknown>;
}

/**
 * Shows a change at once, sends it, and takes it back when it was refused. Between two revisions of the server our own
 * state counts as slightly newer than the first, so that whatever the server says next replaces it.
 */
async function change(cache: AccountCache, id: number, { change, send }: Change): Promise<void> {
  const before = findConversation(cache.client, cache.accountId, id);
  const shown = before && show(cache, before, change(before));
  try {
    const answer = await send({ account_id: cache.accountId, conversation_id: id });
    if (isConversation(answer)) patchConversation(cache, { conversation: answer });
  } catch (error) {
    const now = findConversation(cache.client, cache.accountId, id);
    if (before && now && now.revision === shown?.revision) show(cache, now, before);
    throw error;
  }
}

function show(cache: AccountCache, held: Conversation, next: Conversation): Conversation {
  const conversation = { ...next, revision: held.revision + OWN_STEP };
  patchConversation(cache, { conversation, changed: difference(held, conversation) });
  return conversation;
}

function difference(before: Conversation, after: Conversation): Changed {
  const now = countedOf(after);
  return Object.fromEntries(
    Object.entries(countedOf(before)).map(([field, value]) => [field, [value, now[field as keyof typeof now]]]),
  );
}

function assignedTo(agent: Agent | null) {
  return (held: Conversation): Conversation => {
    const { assignee: _, assignee_type: __, ...meta } = held.meta;
    return { ...held, meta: agent ? { ...meta, assignee: agent, assignee_type: "User" } : meta };
  };
}

const isConversation = (answer: unknown): answer is Conversation =>
  typeof answer === "object" && answer !== null && "meta" in answer && "revision" in answer && "uuid" in answer;
