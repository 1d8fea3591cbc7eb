"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as contract from "#server/domain/accounts/contract/profile.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { type UiSettings, writeUiSettings } from "./ui-settings.ts";

export type Profile = contract.Profile;
export type Availability = Profile["accounts"][number]["availability"];
export type ProfileChange = Partial<Pick<Profile, "name" | "display_name" | "email" | "message_signature">> & {
  avatar?: File;
  current_password?: string;
  password?: string;
  password_confirmation?: string;
};

/** Where the signed-in person lies in the query cache. */
export const profileKeys = {
  own: ["profile"] as const,
  sessions: ["profile", "sessions"] as const,
};

const getProfile = endpoint<typeof contract.getProfile>("GET", "/api/v1/profile");
const updateProfile = endpoint<typeof contract.updateProfile>("PATCH", "/api/v1/profile", { rootKey: "profile" });
const setAvailability = endpoint<typeof contract.setAvailability>("POST", "/api/v1/profile/availability");
const setAutoOffline = endpoint<typeof contract.setAutoOffline>("POST", "/api/v1/profile/auto_offline");
const activateAccount = endpoint<typeof contract.setActiveAccount>("PUT", "/api/v1/profile/set_active_account");
const deleteAvatar = endpoint<typeof contract.deleteAvatar>("DELETE", "/api/v1/profile/avatar");
const resetAccessToken = endpoint<typeof contract.resetAccessToken>("POST", "/api/v1/profile/reset_access_token");
const listSessions = endpoint<typeof contract.listSessions>("GET", "/api/v1/profile/sessions");
const revokeSession = endpoint<typeof contract.revokeSession>("DELETE", "/api/v1/profile/sessions/{id}");
const revokeOtherSessions = endpoint<typeof contract.revokeOtherSessions>("DELETE", "/api/v1/profile/sessions");

/** The profile as last heard of. The layout has put it into the cache, so it is always there. */
export function useProfileQuery() {
  return useQuery({ queryKey: profileKeys.own, queryFn: ({ signal }) => api(getProfile, {}, { signal }) });
}

/** Every change answers with the whole profile, which then is what the page shows. */
function useProfileMutation<Input>(change: (input: Input) => Promise<Profile>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (profile) => cache.setQueryData(profileKeys.own, profile),
  });
}

export function useUpdateProfile() {
  return useProfileMutation((change: ProfileChange) => api(updateProfile, change));
}

/** Changes some preferences; those of other clients stay. Shown at once, taken back when the server refuses. */
export function useUpdateUiSettings() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (settings: Partial<UiSettings>) => api(updateProfile, { ui_settings: merged(settings) }),
    onMutate: (settings) => {
      const before = cache.getQueryData<Profile>(profileKeys.own);
      if (before) cache.setQueryData<Profile>(profileKeys.own, { ...before, ui_settings: merged(settings) });
      return { before };
    },
    onError: (_error, _settings, context) => cache.setQueryData(profileKeys.own, context?.before),
    onSuccess: (profile) => cache.setQueryData(profileKeys.own, profile),
  });

  function merged(settings: Partial<UiSettings>): Record<string, unknown> {
    return { ...cache.getQueryData<Profile>(profileKeys.own)?.ui_settings, ...writeUiSettings(settings) };
  }
}

/** Remembers the account somebody works in. */
export async function setActiveAccount(accountId: number): Promise<void> {
  await api(activateAccount, { account_id: accountId });
}

/** Availability in one account; shown at once, taken back when the server refuses. */
export function useSetAvailability(accountId: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (availability: Availability) => api(setAvailability, { account_id: accountId, availability }),
    onMutate: (availability) => {
      const before = cache.getQueryData<Profile>(profileKeys.own);
      if (before)
        cache.setQueryData(
          profileKeys.own,
          withMembership(before, accountId, { availability, availability_status: availability }),
        );
      return { before };
    },
    onError: (_error, _availability, context) => cache.setQueryData(profileKeys.own, context?.before),
    onSuccess: (profile) => cache.setQueryData(profileKeys.own, profile),
  });
}

export function useSetAutoOffline(accountId: number) {
  return useProfileMutation((auto_offline: boolean) => api(setAutoOffline, { account_id: accountId, auto_offline }));
}

export function useDeleteAvatar() {
  return useProfileMutation(() => api(deleteAvatar, {}));
}

/** Replaces the API token; the old one is dead at once. */
export function useResetAccessToken() {
  return useProfileMutation(() => api(resetAccessToken, {}));
}

/** Where this person is signed in, newest first. */
export function useSessions() {
  return useQuery({
    queryKey: profileKeys.sessions,
    queryFn: async ({ signal }) => (await api(listSessions, {}, { signal })).payload,
    staleTime: 0,
  });
}

export function useRevokeSession() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api(revokeSession, { id }),
    onSettled: () => cache.invalidateQueries({ queryKey: profileKeys.sessions }),
  });
}

export function useRevokeOtherSessions() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api(revokeOtherSessions, {}),
    onSettled: () => cache.invalidateQueries({ queryKey: profileKeys.sessions }),
  });
}

function withMembership(profile: Profile, accountId: number, change: Partial<Profile["accounts"][number]>): Profile {
  return {
    ...profile,
    accounts: profile.accounts.map((account) => (account.id === accountId ? { ...account, ...change } : account)),
  };
}
