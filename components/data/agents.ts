"use client";

import { useQuery } from "@tanstack/react-query";
import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import type * as contract from "#server/domain/accounts/contract.ts";
import { agentKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import type { Presence } from "./patch-people.ts";
import { useAccountCache } from "./use-account-cache.ts";
import { useViewer } from "./viewer.tsx";

const listAgents = endpoint<typeof contract.listAgents>("GET", "/api/v1/accounts/{account_id}/agents");

/** The people of the account, by name. */
export function useAgents() {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: agentKeys.list(accountId),
    queryFn: ({ signal }): Promise<Agent[]> => api(listAgents, { account_id: accountId }, { signal }),
  });
}

/** The viewer as an assignee: from the list when it is loaded, made of the profile otherwise. */
export function useMyself(): Agent {
  const { profile, membership } = useViewer();
  const { client, accountId } = useAccountCache();
  const listed = client.getQueryData<Agent[]>(agentKeys.list(accountId))?.find((agent) => agent.id === profile.id);
  return (
    listed ?? {
      id: profile.id,
      account_id: accountId,
      availability_status: membership.availability_status,
      auto_offline: membership.auto_offline,
      confirmed: profile.confirmed,
      email: profile.email,
      provider: profile.provider,
      available_name: profile.available_name,
      name: profile.name,
      role: membership.role,
      thumbnail: profile.avatar_url,
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
