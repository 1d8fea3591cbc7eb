"use client";

import { useEffect, useMemo, useRef } from "react";
import { findConversation, useConversation } from "#components/data/conversations.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { type ArrangedRows, arrangeRows, type ListRow } from "./arrange-rows.ts";

interface Arrangement {
  rows: readonly Conversation[];
  isHeld: boolean;
  selectedId: number | null;
  /** Names the list: another one starts afresh. */
  listName: string;
}

/** The rows as they stand on the screen: see `arrangeRows`. */
export function useArrangedRows({ rows, isHeld, selectedId, listName }: Arrangement): ArrangedRows {
  const { client, accountId } = useAccountCache();
  const selected = useConversation(selectedId ?? 0, { isAsked: false }).data;
  const shown = useRef<{ listName: string; rows: readonly ListRow[] }>({ listName, rows: [] });
  const arranged = useMemo(() => {
    const previous = shown.current.listName === listName ? shown.current.rows : [];
    const find = (id: number) => (id === selected?.id ? selected : findConversation(client, accountId, id));
    return arrangeRows(rows, { previous, isHeld, selectedId, find });
  }, [rows, isHeld, selectedId, selected, listName, client, accountId]);
  useEffect(() => {
    shown.current = { listName, rows: arranged.rows };
  }, [listName, arranged]);
  return arranged;
}
