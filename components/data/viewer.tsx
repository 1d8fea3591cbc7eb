"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { type Profile, profileKeys, useProfileQuery } from "./profile.ts";
import { readUiSettings, type UiSettings } from "./ui-settings.ts";

const AccountContext = createContext<number | null>(null);

interface ViewerProviderProps {
  accountId: number;
  /** As the server found it while it made this page. */
  profile: Profile;
  children: ReactNode;
}

/** Who looks, and in which account, for every screen of an account. */
export function ViewerProvider({ accountId, profile, children }: ViewerProviderProps) {
  const cache = useQueryClient();
  useState(() => cache.setQueryData(profileKeys.own, profile));
  return <AccountContext value={accountId}>{children}</AccountContext>;
}

export function useAccountId(): number {
  const accountId = useContext(AccountContext);
  if (accountId === null) throw new Error("outside of ViewerProvider");
  return accountId;
}

interface Viewer {
  profile: Profile;
  /** In the account of this page. */
  membership: Profile["accounts"][number];
  settings: UiSettings;
}

/** The signed-in person, kept current. */
export function useViewer(): Viewer {
  const accountId = useAccountId();
  const { data: profile } = useProfileQuery();
  const membership = profile?.accounts.find((account) => account.id === accountId);
  if (!profile || !membership) throw new Error("outside of ViewerProvider");
  return { profile, membership, settings: readUiSettings(profile.ui_settings) };
}
