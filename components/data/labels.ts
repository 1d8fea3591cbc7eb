"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { heldConversations } from "./conversations.ts";
import { useAccountId } from "./viewer.tsx";

/** Labels in use among the conversations at hand, in alphabetical order. A conversation may carry any (contract, conversations §5). */
export function useKnownLabels(extra: readonly string[] = []): string[] {
  const client = useQueryClient();
  const accountId = useAccountId();
  return useMemo(() => {
    const labels = new Set(extra);
    for (const conversation of heldConversations(client, accountId))
      for (const label of conversation.labels) labels.add(label);
    return [...labels].sort((a, b) => a.localeCompare(b));
  }, [client, accountId, extra]);
}
