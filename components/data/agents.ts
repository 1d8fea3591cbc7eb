"use client";

import { useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/accounts/contract.ts";
import type { Agent } from "#server/domain/conversations/contract.ts";
import { agentKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import type { Presence } from "./patch-people.ts";
import { useAccountCache, useViewer } from "./viewer.tsx";

const listAgents = endpoint<typeof contract.listAgents>("GET", "/api/v1/accounts/{account_id}/agents");

/** The people of the account, by name. */
export function useAgents() {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: agentKeys.list(accountId),
    queryFn: ({ signal }): Promise<Agent[]> => api(listAgents, { account_id: accountId }, { signal }),
  });
}

/** The viewer as an assignee: from the list when it is loaded, made of what is known otherwise. */
export function useMyself(): Agent {
  const viewer = useViewer();
  const { client, accountId } = useAccountCache();
  const listed = client.getQueryData<Agent[]>(agentKeys.list(accountId))?.find((agent) => agent.id === viewer.id);
  return (
    listed ?? {
      id: viewer.id,
      account_id: accountId,
      availability_status: "online",
      auto_offline: true,
      confirmed: true,
      email: "",
      provider: "email",
      available_name: viewer.name,
      name: viewer.name,
      role: viewer.role,
      thumbnail: viewer.avatarUrl,
      custom_role_id: null,
    }
  );
}

/** Who is online, by user id; empty until the socket told. */
export function usePresence(): Presence {
  const { accountId } = useAccountCache();
  const { data } = useQuery<Presence>({ queryKey: agentKeys.presence(accountId), queryFn: () => ({}), enabled: false });
  return data ?? nobody;
}

const nobody: Presence = {};
