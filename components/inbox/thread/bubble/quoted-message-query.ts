import { queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { endpoint } from "#components/data/endpoint.ts";
import type * as contract from "#server/domain/messages/contract.ts";

const listMessages = endpoint<typeof contract.listMessages>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages",
);

/** One message of a conversation that is not loaded with the thread; null when there is none of that id. */
export function quotedMessageQuery(
  { accountId, conversationId }: { accountId: number; conversationId: number },
  id: number,
) {
  return queryOptions({
    queryKey: [...conversationKeys.detail(accountId, conversationId), "message", id],
    queryFn: async ({ signal }) => {
      const page = await api(
        listMessages,
        { account_id: accountId, conversation_id: conversationId, after: id, before: id + 1 },
        { signal },
      );
      return page.payload.find((message) => message.id === id) ?? null;
    },
  });
}
