"use client";

import { useEffect, useState } from "react";
import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";
import { useAccountId } from "../../data/viewer.tsx";
import { keepDrafts, readKeptDrafts, type WizardDrafts } from "./kept-drafts.ts";

/**
 * What was typed for each channel. This browser keeps it through a reload and for another day, all but the secrets.
 *
 * @param channels  undefined while they are loading
 */
export function useWizardDrafts(channels: readonly AvailableChannel[] | undefined) {
  const place = `inbox-wizard.${useAccountId()}`;
  const [drafts, setDrafts] = useState<WizardDrafts | null>(null);
  useEffect(() => setDrafts(readKeptDrafts(localStorage.getItem(place))), [place]);
  useEffect(() => {
    if (!drafts || !channels) return;
    const text = keepDrafts(drafts, channels);
    if (text === null) localStorage.removeItem(place);
    else localStorage.setItem(place, text);
  }, [drafts, channels, place]);
  const forget = () => {
    localStorage.removeItem(place);
    setDrafts({});
  };
  return { drafts, setDrafts, forget };
}
