import { type ConversationFilter, type ConversationScope, scopeOf } from "./conversation-filter.ts";

const root = (accountId: number) => ["accounts", accountId, "conversations"] as const;

/** Where conversations and what belongs to them lie in the query cache. Ids are display ids. */
export const conversationKeys = {
  all: root,
  lists: (accountId: number) => [...root(accountId), "list"] as const,
  list: (accountId: number, filter: ConversationFilter) =>
    [...root(accountId), "list", { ...scopeOf(filter), assignee: filter.assignee, sort: filter.sort }] as const,
  allCounts: (accountId: number) => [...root(accountId), "counts"] as const,
  counts: (accountId: number, scope: ConversationScope) => [...root(accountId), "counts", scopeOf(scope)] as const,
  details: (accountId: number) => [...root(accountId), "one"] as const,
  detail: (accountId: number, id: number) => [...root(accountId), "one", id] as const,
  threads: (accountId: number) => [...root(accountId), "thread"] as const,
  threadsOf: (accountId: number, id: number) => [...root(accountId), "thread", id] as const,
  /** `anchor`: the message a thread was opened at; null for its end. */
  thread: (accountId: number, id: number, anchor: number | null) => [...root(accountId), "thread", id, anchor] as const,
  /** Newest revisions heard of: `Knowledge`. */
  knowledge: (accountId: number) => [...root(accountId), "knowledge"] as const,
  typing: (accountId: number, id: number) => [...root(accountId), "typing", id] as const,
  viewers: (accountId: number, id: number) => [...root(accountId), "viewers", id] as const,
  participants: (accountId: number, id: number) => [...root(accountId), "participants", id] as const,
  mentionable: (accountId: number, id: number) => [...root(accountId), "mentionable", id] as const,
  outbox: (accountId: number) => [...root(accountId), "outbox"] as const,
};
