"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as contract from "#server/domain/conversations/contract/participants.ts";
import { api } from "./api.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountId } from "./viewer.tsx";

const listParticipants = endpoint<typeof contract.listParticipants>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/participants",
);
const addParticipants = endpoint<typeof contract.addParticipants>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/participants",
);
const removeParticipants = endpoint<typeof contract.removeParticipants>(
  "DELETE",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/participants",
);

/** Who follows a conversation, by name. */
export function useParticipants(conversationId: number) {
  const account_id = useAccountId();
  return useQuery({
    queryKey: conversationKeys.participants(account_id, conversationId),
    queryFn: ({ signal }) => api(listParticipants, { account_id, conversation_id: conversationId }, { signal }),
  });
}

/** Lets somebody follow a conversation, or follow it no longer. The answer is false for who cannot open it. */
export function useChangeParticipants(conversationId: number) {
  const account_id = useAccountId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ userId, follows }: { userId: number; follows: boolean }) => {
      const input = { account_id, conversation_id: conversationId, user_ids: [userId] };
      if (follows) return (await api(addParticipants, input)).length > 0;
      await api(removeParticipants, input);
      return true;
    },
    onSettled: () => client.invalidateQueries({ queryKey: conversationKeys.participants(account_id, conversationId) }),
  });
}
