import type { AccountCache } from "#components/data/account-cache.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import type { ConversationPages } from "#components/data/conversation-pages.ts";
import { forgetParts, knowledgeOf } from "#components/data/knowledge.ts";

/** Pages of a list that are fetched again; what was scrolled past beyond them is loaded anew when it is scrolled to. */
const PAGES_KEPT = 4;

/** After a gap in the events: everything of the account is stale, what is on the screen is fetched now, the rest when opened. */
export function catchUp({ client, accountId }: AccountCache): void {
  forgetParts(knowledgeOf(client, accountId));
  for (const [key, pages] of client.getQueriesData<ConversationPages>({
    queryKey: conversationKeys.lists(accountId),
  })) {
    if (pages && pages.pages.length > PAGES_KEPT) {
      const kept = pages.pages.slice(0, PAGES_KEPT).map((page) => ({ ...page, isLast: false }));
      client.setQueryData(key, { pages: kept, pageParams: pages.pageParams.slice(0, PAGES_KEPT) });
    }
  }
  client.removeQueries({ queryKey: conversationKeys.lists(accountId), type: "inactive" });
  void client.invalidateQueries({ queryKey: ["accounts", accountId], refetchType: "active" });
}

/** Events are missing from now on: whatever is opened meanwhile asks the server first. */
export function distrust({ client, accountId }: AccountCache): void {
  void client.invalidateQueries({ queryKey: ["accounts", accountId], refetchType: "none" });
}
