"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ScheduledStatus } from "#server/domain/scheduled-messages/contract.ts";

export const overviewStates = ["pending", "draft", "sent", "failed"] as const satisfies ScheduledStatus[];

export interface OverviewPlace {
  view: "list" | "calendar";
  /** Of the list. */
  status: (typeof overviewStates)[number];
  inboxId: number | null;
  authorId: number | null;
}

/** What the overview shows, as the address says: a reload, or a colleague with the link, sees the same. */
export function useOverviewPlace(): { place: OverviewPlace; change: (part: Partial<OverviewPlace>) => void } {
  const pathname = usePathname();
  const place = parseOverviewPlace(useSearchParams());
  const change = (part: Partial<OverviewPlace>) =>
    window.history.replaceState(null, "", pathname + formatOverviewPlace({ ...place, ...part }));
  return { place, change };
}

/** Nonsense counts as not said. */
export function parseOverviewPlace(query: Pick<URLSearchParams, "get">): OverviewPlace {
  const idOf = (name: string) => {
    const text = query.get(name) ?? "";
    return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
  };
  return {
    view: query.get("view") === "calendar" ? "calendar" : "list",
    status: overviewStates.find((state) => state === query.get("state")) ?? "pending",
    inboxId: idOf("inbox"),
    authorId: idOf("author"),
  };
}

export function formatOverviewPlace({ view, status, inboxId, authorId }: OverviewPlace): string {
  const query = new URLSearchParams();
  if (view !== "list") query.set("view", view);
  if (status !== "pending") query.set("state", status);
  if (inboxId !== null) query.set("inbox", String(inboxId));
  if (authorId !== null) query.set("author", String(authorId));
  const text = query.toString();
  return text ? `?${text}` : "";
}
