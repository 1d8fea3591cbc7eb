import { expect, test } from "vitest";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { arrangeRows, type ListRow } from "./arrange-rows.ts";

const conversations = (...ids: number[]) => ids.map((id) => ({ id }) as Conversation);
const shown = (...ids: number[]): ListRow[] =>
  conversations(...ids).map((conversation) => ({ conversation, isGone: false }));
/** Ids in order, those that are gone in brackets. */
const ids = (rows: readonly ListRow[]) =>
  rows.map(({ conversation, isGone }) => (isGone ? `(${conversation.id})` : `${conversation.id}`)).join(" ");
const find = () => undefined;

test("the order follows the list", () => {
  const arranged = arrangeRows(conversations(3, 1, 2), {
    previous: shown(1, 2, 3),
    isHeld: false,
    selectedId: null,
    find,
  });
  expect(ids(arranged.rows)).toBe("3 1 2");
});

test("the selected row that leaves stays dimmed in its place until the selection moves", () => {
  const left = arrangeRows(conversations(1, 3), { previous: shown(1, 2, 3), isHeld: false, selectedId: 2, find });
  expect(ids(left.rows)).toBe("1 (2) 3");
  const moved = arrangeRows(conversations(1, 3), { previous: left.rows, isHeld: false, selectedId: 3, find });
  expect(ids(moved.rows)).toBe("1 3");
});

test("a selected row that was never in this list is not put into it", () => {
  expect(ids(arrangeRows(conversations(1), { previous: [], isHeld: false, selectedId: 2, find }).rows)).toBe("1");
});

test("a held order stays; what came above is counted", () => {
  const arranged = arrangeRows(conversations(9, 3, 1, 2), {
    previous: shown(1, 2, 3),
    isHeld: true,
    selectedId: null,
    find,
  });
  expect(ids(arranged.rows)).toBe("1 2 3");
  expect(arranged.newAbove).toBe(2);
});

test("news of the first row hide nothing above it", () => {
  expect(
    arrangeRows(conversations(1, 2), { previous: shown(1, 2), isHeld: true, selectedId: null, find }).newAbove,
  ).toBe(0);
});

test("in a held order those that leave stay dimmed, and the next page is added below", () => {
  const arranged = arrangeRows(conversations(1, 3, 4, 5), {
    previous: shown(1, 2, 3),
    isHeld: true,
    selectedId: null,
    find,
  });
  expect(ids(arranged.rows)).toBe("1 (2) 3 4 5");
  expect(arranged.newAbove).toBe(0);
});

test("a row that is gone shows its newest state", () => {
  const newest = { id: 2, status: "resolved" } as Conversation;
  const arranged = arrangeRows(conversations(1), {
    previous: shown(1, 2),
    isHeld: true,
    selectedId: null,
    find: () => newest,
  });
  expect(arranged.rows[1]).toEqual({ conversation: newest, isGone: true });
});
