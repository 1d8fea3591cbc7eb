import { describe, expect, test } from "vitest";
import type { Message } from "#server/domain/messages/contract.ts";
import { buildRows, type Row } from "./build-rows.ts";

const noon = Date.UTC(2026, 2, 8, 12);
let nextId = 1;

function message(fields: Partial<Message> & { minute?: number; from?: number | null }): Message {
  const { minute = 0, from = 7, ...rest } = fields;
  const sender =
    from === null ? undefined : ({ id: from, type: "contact", name: `Person ${from}` } as Message["sender"]);
  return {
    id: nextId++,
    content: "x",
    inbox_id: 1,
    conversation_id: 1,
    message_type: 0,
    content_type: "text",
    status: "sent",
    content_attributes: {},
    created_at: 0,
    created_at_ms: noon + minute * 60_000,
    private: false,
    source_id: null,
    additional_attributes: {},
    delivery: null,
    reactions: [],
    revision: 1,
    sender,
    ...rest,
  };
}

const rowsOf = (messages: Message[], unread: { count: number; upToId: number } | null = null, timeZone = "UTC") =>
  buildRows({ messages, timeZone, unread, hasOlder: false });
const kinds = (rows: Row[]) => rows.map((row) => row.kind);
const runs = (rows: Row[]) =>
  rows.flatMap((row) => (row.kind === "bubble" ? [`${row.startsRun ? "(" : ""}${row.endsRun ? ")" : ""}`] : []));

describe("runs", () => {
  test("messages of one person within five minutes stand together", () => {
    expect(runs(rowsOf([message({}), message({ minute: 5 }), message({ minute: 10 })]))).toEqual(["(", "", ")"]);
  });

  test("break after five minutes, at another person, another side, a note and a line of activity", () => {
    expect(runs(rowsOf([message({}), message({ minute: 5.1 })]))).toEqual(["()", "()"]);
    expect(runs(rowsOf([message({}), message({ from: 8 })]))).toEqual(["()", "()"]);
    expect(runs(rowsOf([message({}), message({ message_type: 1 })]))).toEqual(["()", "()"]);
    expect(runs(rowsOf([message({ message_type: 1 }), message({ message_type: 1, private: true })]))).toEqual([
      "()",
      "()",
    ]);
    expect(runs(rowsOf([message({}), message({ message_type: 2 }), message({})]))).toEqual(["()", "()"]);
  });
});

describe("days", () => {
  test("are those of the reader's zone", () => {
    const late = [message({ minute: 0 }), message({ minute: 14 * 60 }), message({ minute: 16 * 60 })];
    expect(kinds(rowsOf(late))).toEqual(["day", "bubble", "day", "bubble", "bubble"]);
    expect(kinds(rowsOf(late, null, "America/Sao_Paulo"))).toEqual(["day", "bubble", "bubble", "day", "bubble"]);
  });

  test("the first is not named while it may begin above what is loaded", () => {
    const messages = [message({}), message({ minute: 24 * 60 })];
    expect(kinds(buildRows({ messages, timeZone: "UTC", unread: null, hasOlder: true }))).toEqual([
      "bubble",
      "day",
      "bubble",
    ]);
  });

  test("a run does not go over midnight", () => {
    expect(runs(rowsOf([message({ minute: 719 }), message({ minute: 721 })]))).toEqual(["()", "()"]);
  });
});

test("lines of activity are folded into one row", () => {
  const rows = rowsOf([
    message({ message_type: 2 }),
    message({ message_type: 2 }),
    message({}),
    message({ message_type: 2 }),
  ]);
  expect(rows.map((row) => (row.kind === "activities" ? row.messages.length : row.kind))).toEqual([
    "day",
    2,
    "bubble",
    1,
  ]);
});

describe("the unread line", () => {
  test("stands above the first unread message of the customer; our own do not count", () => {
    const messages = [message({}), message({}), message({ message_type: 1 }), message({})];
    const rows = rowsOf(messages, { count: 2, upToId: messages[3]?.id ?? 0 });
    expect(kinds(rows)).toEqual(["day", "bubble", "unread", "bubble", "bubble", "bubble"]);
    expect(runs(rows)).toEqual(["()", "()", "()", "()"]);
  });

  test("stays where it is when more come", () => {
    const messages = [message({}), message({}), message({})];
    expect(kinds(rowsOf(messages, { count: 1, upToId: messages[1]?.id ?? 0 }))).toEqual([
      "day",
      "bubble",
      "unread",
      "bubble",
      "bubble",
    ]);
  });

  test("waits while the first unread message may lie above what is loaded", () => {
    const messages = [message({}), message({})];
    const unread = { count: 9, upToId: 1e9 };
    expect(kinds(buildRows({ messages, timeZone: "UTC", unread, hasOlder: true }))).toEqual(["bubble", "bubble"]);
    expect(kinds(buildRows({ messages, timeZone: "UTC", unread, hasOlder: false }))).toEqual([
      "day",
      "unread",
      "bubble",
      "bubble",
    ]);
  });

  test("is absent when nothing is unread", () => {
    expect(kinds(rowsOf([message({})], { count: 0, upToId: 1e9 }))).toEqual(["day", "bubble"]);
  });
});

test("a message keeps its key when the server confirms it", () => {
  const optimistic = message({ echo_id: "e1" });
  expect(rowsOf([optimistic])[1]?.key).toBe(rowsOf([{ ...optimistic, id: 99_999 }])[1]?.key);
});
