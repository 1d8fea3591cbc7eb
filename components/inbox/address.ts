import {
  type AssigneeTab,
  type ConversationFilter,
  type ConversationSort,
  conversationSorts,
  defaultConversationFilter,
} from "#components/data/conversation-filter.ts";

/** What the list is about, beside its filters: everything, one inbox, one label, a special list. It has a path of its own. */
export type ListScope =
  | { kind: "all" }
  | { kind: "inbox"; inboxId: number }
  | { kind: "label"; label: string }
  | { kind: keyof typeof special };

const special = { mentions: "mention", participating: "participating", unattended: "unattended" } as const;

/** Everything the address of the conversation screen says. */
export interface Address {
  accountId: number;
  scope: ListScope;
  /** Display id of the open conversation. */
  conversationId: number | null;
  /** The message a link leads to. */
  messageId: number | null;
  filter: ConversationFilter;
}

const statuses = ["open", "resolved", "pending", "snoozed", "all"] as const;
const tabs: readonly AssigneeTab[] = ["me", "unassigned", "all"];
const { status: usualStatus, assignee: usualTab, sort: usualSort } = defaultConversationFilter;

/** Reads an address; null when the path belongs to another screen. Nonsense in the query counts as not said. */
export function parseAddress(pathname: string, query: URLSearchParams): Address | null {
  const [, accountId, rest = ""] = /^\/app\/accounts\/(\d+)\/(.+?)\/?$/.exec(pathname) ?? [];
  const place = accountId === undefined ? null : parsePlace(rest);
  if (!place) return null;
  return {
    accountId: Number(accountId),
    ...place,
    messageId: wholeNumber(query.get("messageId")) ?? null,
    filter: {
      ...parseFilter(query, usualTabOf(place.scope)),
      ...(place.scope.kind === "inbox" && { inboxId: place.scope.inboxId }),
      ...(place.scope.kind === "label" && { label: place.scope.label }),
      ...(isSpecial(place.scope) && { type: special[place.scope.kind] }),
    },
  };
}

/** The address as text, saying only what is not usual. */
export function formatAddress({ accountId, scope, conversationId, messageId, filter }: Address): string {
  const query = new URLSearchParams();
  const say = (name: string, value: string | number | undefined | null | false, usual?: string) => {
    if (value !== undefined && value !== null && value !== false && value !== usual) query.set(name, String(value));
  };
  say("status", filter.status, usualStatus);
  say("assignee", filter.assignee, usualTabOf(scope));
  say("sort", filter.sort, usualSort);
  say("inbox", scope.kind !== "inbox" && filter.inboxId);
  say("label", scope.kind !== "label" && filter.label);
  say("team", filter.teamId);
  say("type", filter.groupType);
  say("unread", filter.unread && 1);
  say("messageId", messageId);
  const text = query.toString();
  return `/app/accounts/${accountId}/${formatPlace(scope, conversationId)}${text && `?${text}`}`;
}

/** How many conditions the reader has set beside scope, tab, status and order. */
export function countConditions({ scope, filter }: Address): number {
  const conditions = [
    scope.kind !== "inbox" && filter.inboxId,
    scope.kind !== "label" && filter.label,
    filter.teamId,
    filter.groupType,
    filter.unread,
  ];
  return conditions.filter(Boolean).length;
}

/** The address without those conditions. */
export function withoutConditions(address: Address): Address {
  const { inboxId, label, teamId: _, groupType: __, unread: ___, ...filter } = address.filter;
  return {
    ...address,
    filter: {
      ...filter,
      ...(address.scope.kind === "inbox" && inboxId !== undefined && { inboxId }),
      ...(address.scope.kind === "label" && label !== undefined && { label }),
    },
  };
}

function parsePlace(rest: string): Pick<Address, "scope" | "conversationId"> | null {
  if (rest === "dashboard") return { scope: { kind: "all" }, conversationId: null };
  const [, inScope, conversation] = /^(?:(.+)\/)?conversations\/(\d+)$/.exec(rest) ?? [null, rest, undefined];
  const scope = parseScope(inScope);
  return scope && (scope.kind !== "all" || conversation)
    ? { scope, conversationId: conversation ? Number(conversation) : null }
    : null;
}

function parseScope(path: string | undefined): ListScope | null {
  if (path === undefined) return { kind: "all" };
  const own = /^(mentions|participating|unattended)(?:\/conversations)?$/.exec(path)?.[1];
  if (own) return { kind: own as keyof typeof special };
  const [kind, name, ...more] = path.split("/");
  if (!name || more.length > 0) return null;
  const inboxId = wholeNumber(name);
  if (kind === "inbox") return inboxId ? { kind, inboxId } : null;
  return kind === "label" ? { kind, label: decode(name) } : null;
}

function formatPlace(scope: ListScope, conversationId: number | null): string {
  const prefix =
    scope.kind === "inbox"
      ? `inbox/${scope.inboxId}`
      : scope.kind === "label"
        ? `label/${encodeURIComponent(scope.label)}`
        : isSpecial(scope)
          ? scope.kind
          : "";
  if (conversationId === null) return isSpecial(scope) ? `${prefix}/conversations` : prefix || "dashboard";
  return `${prefix && `${prefix}/`}conversations/${conversationId}`;
}

export const isSpecial = (scope: ListScope): scope is { kind: keyof typeof special } => scope.kind in special;

/** Where I was mentioned is seldom assigned to me, and who waits may wait for anybody. */
const usualTabOf = (scope: ListScope): AssigneeTab => (isSpecial(scope) ? "all" : usualTab);

function parseFilter(query: URLSearchParams, tab: AssigneeTab): ConversationFilter {
  const oneOf = <T extends string>(name: string, values: readonly T[]) =>
    values.find((value) => value === query.get(name));
  const inboxId = wholeNumber(query.get("inbox"));
  const teamId = wholeNumber(query.get("team"));
  const label = query.get("label");
  const groupType = oneOf("type", ["individual", "group"]);
  return {
    status: oneOf("status", statuses) ?? usualStatus,
    assignee: oneOf("assignee", tabs) ?? tab,
    sort: oneOf<ConversationSort>("sort", conversationSorts) ?? usualSort,
    ...(inboxId && { inboxId }),
    ...(label && { label }),
    ...(teamId && { teamId }),
    ...(groupType && { groupType }),
    ...(query.get("unread") === "1" && { unread: true }),
  };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
