const root = (accountId: number) => ["accounts", accountId, "scheduled"] as const;

/** Where scheduled messages lie in the query cache; conversations by display id. */
export const scheduledKeys = {
  list: (accountId: number, conversationId: number) => [...root(accountId), "list", conversationId] as const,
  series: (accountId: number, conversationId: number) => [...root(accountId), "series", conversationId] as const,
  /** Everything about all conversations: lists and calendars. */
  overviews: (accountId: number) => [...root(accountId), "overview"] as const,
};
