"use client";

import { useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/messages/contract/readers.ts";
import { api } from "./api.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountCache } from "./use-account-cache.ts";

const listMessageReaders = endpoint<typeof contract.listMessageReaders>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}/readers",
);

/**
 * Who of a group got and read a message, readers first.
 *
 * @param revision  of the message: when it grows, the list is asked for again
 */
export function useMessageReaders(conversationId: number, message: { id: number; revision: number }, isAsked: boolean) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: [...conversationKeys.all(accountId), "readers", message.id, message.revision],
    queryFn: ({ signal }) =>
      api(
        listMessageReaders,
        { account_id: accountId, conversation_id: conversationId, message_id: message.id },
        { signal },
      ),
    enabled: isAsked,
    placeholderData: (held) => held,
  });
}
