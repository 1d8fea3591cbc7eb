import type { Conversation } from "#server/domain/conversations/contract.ts";

export interface ListRow {
  conversation: Conversation;
  /** No longer in the list; it keeps its place so that nobody hits its neighbour. */
  isGone: boolean;
}

export interface ArrangedRows {
  rows: ListRow[];
  /** How many wait above the first row while the order is held. */
  newAbove: number;
}

interface Arranging {
  /** As it stands on the screen. */
  previous: readonly ListRow[];
  /** The order stays as it is: somebody points at it. */
  isHeld: boolean;
  selectedId: number | null;
  /** Newest state of a conversation that left the list. */
  find: (id: number) => Conversation | undefined;
}

/**
 * The rows to show for a list as it is now. While the order is held, rows change in place, those that leave stay dimmed, and
 * what moves up or comes in waits above; otherwise only the selected row outlives its leaving, until the selection moves.
 */
export function arrangeRows(
  rows: readonly Conversation[],
  { previous, isHeld, selectedId, find }: Arranging,
): ArrangedRows {
  const gone = (row: ListRow): ListRow => ({
    conversation: find(row.conversation.id) ?? row.conversation,
    isGone: true,
  });
  if (isHeld && previous.length > 0) return holdOrder(rows, previous, gone);
  const arranged = rows.map((conversation) => ({ conversation, isGone: false }));
  const at = previous.findIndex((row) => row.conversation.id === selectedId);
  const selected = previous[at];
  if (selected && !rows.some((row) => row.id === selectedId))
    arranged.splice(Math.min(at, arranged.length), 0, gone(selected));
  return { rows: arranged, newAbove: 0 };
}

function holdOrder(
  rows: readonly Conversation[],
  previous: readonly ListRow[],
  gone: (row: ListRow) => ListRow,
): ArrangedRows {
  const now = new Map(rows.map((row) => [row.id, row]));
  const shown = new Set(previous.map((row) => row.conversation.id));
  const held = previous.map((row) => {
    const conversation = now.get(row.conversation.id);
    return conversation ? { conversation, isGone: false } : gone(row);
  });
  const lastShown = rows.findLastIndex((row) => shown.has(row.id));
  const appended = rows.slice(lastShown + 1).map((conversation) => ({ conversation, isGone: false }));
  const first = previous.find((row) => now.has(row.conversation.id))?.conversation.id;
  const newAbove = first === undefined ? 0 : rows.findIndex((row) => row.id === first);
  return { rows: [...held, ...appended], newAbove };
}
