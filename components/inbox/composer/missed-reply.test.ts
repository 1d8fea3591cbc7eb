import { expect, test } from "vitest";
import type { Message } from "#server/domain/messages/contract.ts";
import { draftStart, moveDraftStart } from "./draft-start.ts";
import { missedReply } from "./missed-reply.ts";

const message = (id: number, fields: Partial<Message> = {}) =>
  ({
    id,
    message_type: 1,
    private: false,
    content_attributes: {},
    sender: { id: 2, type: "user" },
    ...fields,
  }) as Message;

test("an answer of a colleague, or from the phone, after the text was begun is missed", () => {
  expect(missedReply([message(5), message(6)], 5, 1)?.id).toBe(6);
  expect(missedReply([message(6, { sender: undefined })], 5, 1)?.id).toBe(6);
});

test("our own answers, notes, reactions and what the customer wrote are not", () => {
  const others = [
    message(6, { sender: { id: 1, type: "user" } as Message["sender"] }),
    message(7, { private: true }),
    message(8, { message_type: 0 }),
    message(9, { content_attributes: { is_reaction: true } }),
  ];
  expect(missedReply(others, 5, 1)).toBeNull();
  expect(missedReply([message(6)], null, 1)).toBeNull();
});

test("a text begins with its first letter and once it was emptied begins anew", () => {
  expect(draftStart("a", true, 10)).toBeNull();
  expect(draftStart("a", false, 10)).toBe(10);
  expect(draftStart("a", false, 12)).toBe(10);
  moveDraftStart("a", 12);
  expect(draftStart("a", false, 13)).toBe(12);
  expect([draftStart("a", true, 13), draftStart("a", false, 14)]).toEqual([null, 14]);
  expect(draftStart("b", false, null)).toBeNull();
});
