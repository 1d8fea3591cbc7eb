"use client";

import { useState } from "react";
import { useInboxes } from "#components/data/inboxes.ts";

/** Inboxes that can create or join groups, and the one that is chosen. */
export function useGroupInboxes(act: "create" | "join") {
  const { data = [] } = useInboxes();
  const [id, choose] = useState<number | null>(null);
  const inboxes = data.filter(({ capabilities }) => capabilities.groupActions.includes(act));
  return { inboxes, inbox: inboxes.find((inbox) => inbox.id === id) ?? inboxes[0], choose };
}
