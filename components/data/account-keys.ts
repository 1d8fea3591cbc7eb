const root = (accountId: number) => ["accounts", accountId] as const;

/** Where contacts lie in the query cache. */
export const contactKeys = {
  all: (accountId: number) => [...root(accountId), "contacts"] as const,
  detail: (accountId: number, id: number) => [...root(accountId), "contacts", "one", id] as const,
  search: (accountId: number, words: string) => [...root(accountId), "contacts", "search", words] as const,
  conversations: (accountId: number, id: number) => [...root(accountId), "contacts", "conversations", id] as const,
  /** Everything about a group: its members, its requests. */
  group: (accountId: number, id: number) => [...root(accountId), "contacts", "group", id] as const,
};

/** Where inboxes lie in the query cache. */
export const inboxKeys = {
  all: (accountId: number) => [...root(accountId), "inboxes"] as const,
  list: (accountId: number) => [...root(accountId), "inboxes", "list"] as const,
  detail: (accountId: number, id: number) => [...root(accountId), "inboxes", "one", id] as const,
  members: (accountId: number, id: number) => [...root(accountId), "inboxes", "members", id] as const,
  health: (accountId: number, id: number) => [...root(accountId), "inboxes", "health", id] as const,
  templates: (accountId: number, id: number) => [...root(accountId), "inboxes", "templates", id] as const,
  failed: (accountId: number, id: number) => [...root(accountId), "inboxes", "failed", id] as const,
  channels: (accountId: number) => [...root(accountId), "channels"] as const,
};

/** Where the people of the team lie in the query cache. */
export const agentKeys = {
  all: (accountId: number) => [...root(accountId), "agents"] as const,
  list: (accountId: number) => [...root(accountId), "agents", "list"] as const,
  presence: (accountId: number) => [...root(accountId), "presence"] as const,
};

/** Where lists of the settings that everybody reads lie in the query cache, by what the server calls one of them. */
export const settingsKeys = {
  list: (accountId: number, record: string) => [...root(accountId), "settings", record] as const,
};

/** Where what somebody was told lies in the query cache. */
export const notificationKeys = {
  all: (accountId: number) => [...root(accountId), "notifications"] as const,
  count: (accountId: number) => [...root(accountId), "notifications", "count"] as const,
  lists: (accountId: number) => [...root(accountId), "notifications", "list"] as const,
  /** `withRead`: also what was read. */
  list: (accountId: number, withRead: boolean) => [...root(accountId), "notifications", "list", withRead] as const,
  settings: (accountId: number) => [...root(accountId), "notifications", "settings"] as const,
};
