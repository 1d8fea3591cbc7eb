"use client";

import { useState } from "react";
import { useInboxes } from "#components/data/inboxes.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";

/** Can the inbox do this, and does it keep what is written in groups? */
export const offersGroups = ({ capabilities }: Inbox, act: "create" | "join"): boolean =>
  capabilities.groups && capabilities.groupActions.includes(act);

/** Inboxes that can create or join groups, and the one that is chosen. */
export function useGroupInboxes(act: "create" | "join") {
  const { data = [] } = useInboxes();
  const [id, choose] = useState<number | null>(null);
  const inboxes = data.filter((one) => offersGroups(one, act));
  return { inboxes, inbox: inboxes.find((inbox) => inbox.id === id) ?? inboxes[0], choose };
}
