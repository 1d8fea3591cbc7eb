"use client";

import { useMutation } from "@tanstack/react-query";
import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import type * as contract from "#server/domain/accounts/contract.ts";
import { agentKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountCache } from "./use-account-cache.ts";

export type Role = Agent["role"];

const createAgent = endpoint<typeof contract.createAgent>("POST", "/api/v1/accounts/{account_id}/agents");
const updateAgent = endpoint<typeof contract.updateAgent>("PATCH", "/api/v1/accounts/{account_id}/agents/{id}");
const deleteAgent = endpoint<typeof contract.deleteAgent>("DELETE", "/api/v1/accounts/{account_id}/agents/{id}");

/** Adds a person and mails the invitation. Administrators only. */
export function useInviteAgent() {
  return useAgentChange((account_id, person: { name: string; email: string; role: Role }) =>
    api(createAgent, { account_id, ...person }),
  );
}

export function useChangeRole() {
  return useAgentChange((account_id, change: { id: number; role: Role }) =>
    api(updateAgent, { account_id, ...change }),
  );
}

/** Takes a person out of the account. */
export function useRemoveAgent() {
  return useAgentChange((account_id, id: number) => api(deleteAgent, { account_id, id }));
}

function useAgentChange<Input, Output>(change: (accountId: number, input: Input) => Promise<Output>) {
  const { client, accountId } = useAccountCache();
  return useMutation({
    mutationFn: (input: Input) => change(accountId, input),
    onSettled: () => client.invalidateQueries({ queryKey: agentKeys.all(accountId) }),
  });
}
