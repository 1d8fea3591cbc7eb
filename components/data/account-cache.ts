import type { QueryClient } from "@tanstack/react-query";

/** The query cache of one account, as one user sees it. */
export interface AccountCache {
  client: QueryClient;
  accountId: number;
  /** Id of the user who looks. */
  me: number;
}
