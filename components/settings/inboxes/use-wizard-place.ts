"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

export const wizardSteps = ["channel", "connect", "people", "done"] as const;
export type WizardStep = (typeof wizardSteps)[number];

export interface WizardPlace {
  step: WizardStep;
  /** Key of the chosen channel. */
  channel: string | null;
  /** The inbox that was made; the last step is about it. */
  inboxId: number | null;
}

/** Where the wizard stands, as the address says: back and forward of the browser move between the steps. */
export function useWizardPlace(): { place: WizardPlace; go: (to: WizardPlace, how?: "push" | "replace") => void } {
  const pathname = usePathname();
  const place = parsePlace(useSearchParams());
  const go = useCallback(
    (to: WizardPlace, how: "push" | "replace" = "push") => {
      window.history[how === "push" ? "pushState" : "replaceState"](null, "", pathname + formatPlace(to));
    },
    [pathname],
  );
  return { place, go };
}

/** Steps that lack what they are about fall back to the one before. */
export function parsePlace(query: Pick<URLSearchParams, "get">): WizardPlace {
  const channel = query.get("channel");
  const inbox = query.get("inbox") ?? "";
  const inboxId = /^[1-9]\d{0,14}$/.test(inbox) ? Number(inbox) : null;
  if (inboxId !== null) return { step: "done", channel, inboxId };
  if (!channel) return { step: "channel", channel: null, inboxId };
  return { step: query.get("step") === "people" ? "people" : "connect", channel, inboxId };
}

export function formatPlace({ step, channel, inboxId }: WizardPlace): string {
  const query = new URLSearchParams();
  if (step !== "channel" && channel) query.set("channel", channel);
  if (step === "people") query.set("step", step);
  if (step === "done" && inboxId !== null) query.set("inbox", String(inboxId));
  const text = query.toString();
  return text ? `?${text}` : "";
}
