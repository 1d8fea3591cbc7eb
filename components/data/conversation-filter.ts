import type { Conversation, ConversationListQuery } from "#server/domain/conversations/contract.ts";

export type ConversationStatus = Conversation["status"];
export type ConversationPriority = NonNullable<Conversation["priority"]>;
export type AssigneeTab = "me" | "unassigned" | "all";

export const conversationSorts = [
  "last_activity_at_desc",
  "last_activity_at_asc",
  "created_at_desc",
  "created_at_asc",
  "priority_desc",
  "waiting_since_asc",
] as const;
export type ConversationSort = (typeof conversationSorts)[number];

/** What the counts of the tabs depend on: everything but the tab and the order. */
export interface ConversationScope {
  status: ConversationStatus | "all";
  inboxId?: number;
  label?: string;
  teamId?: number;
  groupType?: "individual" | "group";
  unread?: boolean;
  type?: PersonalType | "unattended";
}

/** Where the viewer was mentioned, and what they follow: nothing in a conversation itself says so. */
export type PersonalType = "mention" | "participating";

/** Which conversations a list shows, and in which order. */
export interface ConversationFilter extends ConversationScope {
  assignee: AssigneeTab;
  sort: ConversationSort;
}

export const defaultConversationFilter: ConversationFilter = {
  status: "open",
  assignee: "me",
  sort: "last_activity_at_desc",
};

/** What membership in a scope is decided by. Also what `changed` of a realtime event speaks about. */
export interface Counted {
  status: ConversationStatus;
  assignee_id: number | null;
  inbox_id: number;
  team_id: number | null;
  labels: readonly string[];
  group_type: "individual" | "group";
  unread_messages_count: number;
}

export function scopeOf({
  status,
  inboxId,
  label,
  teamId,
  groupType,
  unread,
  type,
}: ConversationScope): ConversationScope {
  return {
    status,
    ...(inboxId !== undefined && { inboxId }),
    ...(label !== undefined && { label }),
    ...(teamId !== undefined && { teamId }),
    ...(groupType !== undefined && { groupType }),
    ...(unread && { unread }),
    ...(type && { type }),
  };
}

/** Id of the person a conversation is assigned to. A bot counts as nobody (contract, conversations §2). */
export function assigneeIdOf(conversation: Conversation): number | null {
  return conversation.meta.assignee_type === "User" ? (conversation.meta.assignee?.id ?? null) : null;
}

export function countedOf(conversation: Conversation): Counted {
  return {
    status: conversation.status,
    assignee_id: assigneeIdOf(conversation),
    inbox_id: conversation.inbox_id,
    team_id: conversation.meta.team?.id ?? null,
    labels: conversation.labels,
    group_type: conversation.group_type,
    unread_messages_count: conversation.unread_messages_count,
  };
}

export function isInScope(scope: ConversationScope, of: Counted): boolean {
  return (
    (scope.status === "all" || scope.status === of.status) &&
    (scope.inboxId === undefined || scope.inboxId === of.inbox_id) &&
    (scope.teamId === undefined || scope.teamId === of.team_id) &&
    (scope.label === undefined || of.labels.includes(scope.label)) &&
    (scope.groupType === undefined || scope.groupType === of.group_type) &&
    (!scope.unread || of.unread_messages_count > 0)
  );
}

/** Nobody has answered yet, or the customer waits for an answer (contract, conversations §2). */
export const isUnattended = (conversation: Conversation): boolean =>
  !conversation.first_reply_created_at || conversation.waiting_since > 0;

/** Whether a list with this filter, seen by the user `me`, holds the conversation. */
export function matchesFilter(filter: ConversationFilter, conversation: Conversation, me: number): boolean {
  const counted = countedOf(conversation);
  if (!isInScope(filter, counted)) return false;
  if (filter.type === "unattended" && !isUnattended(conversation)) return false;
  if (filter.assignee === "me") return counted.assignee_id === me;
  return filter.assignee === "all" || counted.assignee_id === null;
}

const priorityRank: Record<ConversationPriority, number> = { low: 1, medium: 2, high: 3, urgent: 4 };
const rankOf = (conversation: Conversation) => (conversation.priority ? priorityRank[conversation.priority] : 0);
const newestFirst = (a: Conversation, b: Conversation) => b.last_activity_at_ms - a.last_activity_at_ms || b.id - a.id;
const createdFirst = (a: Conversation, b: Conversation) => a.created_at - b.created_at || a.id - b.id;
/** 0 stands for "nobody waits" and comes last. */
const waitingOf = (conversation: Conversation) => conversation.waiting_since || Number.POSITIVE_INFINITY;

const orders: Record<ConversationSort, (a: Conversation, b: Conversation) => number> = {
  last_activity_at_desc: newestFirst,
  last_activity_at_asc: (a, b) => newestFirst(b, a),
  created_at_asc: createdFirst,
  created_at_desc: (a, b) => createdFirst(b, a),
  priority_desc: (a, b) => rankOf(b) - rankOf(a) || newestFirst(a, b),
  waiting_since_asc: (a, b) => (waitingOf(a) === waitingOf(b) ? createdFirst(a, b) : waitingOf(a) - waitingOf(b)),
};

/** The order of the server (contract, conversations §2), for rows that move without a fetch. */
export const compareBy = (sort: ConversationSort) => orders[sort];

/** The filter as the list operation takes it. */
export function toListQuery(filter: ConversationFilter): Partial<ConversationListQuery> {
  return {
    status: filter.status,
    sort_by: filter.sort,
    ...(filter.assignee !== "all" && { assignee_type: filter.assignee }),
    ...(filter.inboxId !== undefined && { inbox_id: filter.inboxId }),
    ...(filter.teamId !== undefined && { team_id: filter.teamId }),
    ...(filter.label !== undefined && { labels: [filter.label] }),
    ...(filter.groupType !== undefined && { group_type: filter.groupType }),
    ...(filter.unread && { unread: true }),
    ...(filter.type && { conversation_type: filter.type }),
  };
}
