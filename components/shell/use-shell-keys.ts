"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useViewer } from "../data/viewer.tsx";
import { LAYER, TYPING, useShortcuts } from "../inbox/use-shortcuts.ts";

/** How long the second key may take, in milliseconds. */
const PATIENCE = 1500;

/** Behind the account's path, by the key after `G`. */
const places: Readonly<Record<string, string>> = {
  i: "/dashboard",
  m: "/mentions/conversations",
  u: "/dashboard?assignee=unassigned",
  s: "/scheduled",
};

/** The keys that lead from any screen to another. */
export function useShellKeys(onToggleNavigation: () => void): void {
  const { membership, settings } = useViewer();
  const router = useRouter();
  const base = `/app/accounts/${membership.id}`;
  useShortcuts({
    conversations: () => router.push(`${base}/dashboard`),
    ...(membership.role === "administrator" && { settings: () => router.push(`${base}/settings`) }),
    navigation: onToggleNavigation,
  });
  useEffect(() => {
    if (!settings.letterKeys) return;
    let since = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.isComposing;
      if (!isPlain || event.repeat || isElsewhere(event.target)) return;
      const place = event.timeStamp - since < PATIENCE ? places[event.key.toLowerCase()] : undefined;
      since = event.key.toLowerCase() === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (place === undefined) return;
      // The second key alone may mean something else to the screen below.
      event.preventDefault();
      router.push(base + place);
    };
    document.addEventListener("keydown", press, { capture: true });
    return () => document.removeEventListener("keydown", press, { capture: true });
  }, [settings.letterKeys, base, router]);
}

const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${TYPING}, ${LAYER}`) !== null;
