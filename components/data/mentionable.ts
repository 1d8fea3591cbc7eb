"use client";

import { useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/conversations/contract/participants.ts";
import { api } from "./api.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountId } from "./viewer.tsx";

const listMentionable = endpoint<typeof contract.listMentionable>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/mentionable",
);

/** People and teams for notes of a conversation, and who of them can open it. @param id  null: nobody is wanted now */
export function useMentionable(id: number | null) {
  const account_id = useAccountId();
  return useQuery({
    queryKey: conversationKeys.mentionable(account_id, id ?? 0),
    queryFn: async ({ signal }) =>
      (await api(listMentionable, { account_id, conversation_id: id ?? 0 }, { signal })).payload,
    enabled: id !== null,
    staleTime: 60_000,
  });
}
