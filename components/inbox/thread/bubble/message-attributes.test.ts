import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { deliveryState } from "./delivery-state.ts";
import { messageAttributes } from "./message-attributes.ts";

const message = (content_attributes: Record<string, unknown>, fields: Partial<Message> = {}) =>
  ({ content_attributes, message_type: 1, private: false, status: "sent", delivery: null, ...fields }) as Message;

test("whatever a hash holds, reading it does not fail", () => {
  const hash = fc.dictionary(
    fc.constantFrom(
      "poll",
      "call",
      "link_preview",
      "location",
      "contact",
      "unsupported_raw",
      "is_unsupported",
      "in_reply_to",
    ),
    fc.anything(),
  );
  fc.assert(fc.property(hash, (attributes) => void messageAttributes(message(attributes))));
});

test("a poll has every option once, with the votes it got", () => {
  const poll = {
    title: "When?",
    options: ["Mon", "Tue"],
    results: [
      { name: "Tue", count: 2 },
      { name: "Wed", count: 1 },
    ],
  };
  expect(messageAttributes(message({ poll })).poll?.options).toEqual([
    { name: "Mon", count: 0 },
    { name: "Tue", count: 2 },
    { name: "Wed", count: 1 },
  ]);
});

test("only web addresses of a preview can be opened", () => {
  const preview = (url: string) => messageAttributes(message({ link_preview: { title: "x", url } })).linkPreview?.url;
  expect([preview("https://example.org"), preview("javascript:alert(1)")]).toEqual(["https://example.org", null]);
});

test("a tick says what the provider has said, and never more", () => {
  const state = (fields: Partial<Message>) => deliveryState(message({}, fields));
  expect(state({ delivery: "pending" })).toBe("sending");
  expect(state({ delivery: "sending", status: "sent" })).toBe("sending");
  expect(state({ delivery: "accepted" })).toBe("sent");
  expect(state({ delivery: "accepted", status: "read" })).toBe("read");
  expect(state({ delivery: null, status: "delivered" })).toBe("delivered");
  expect(state({ delivery: "failed" })).toBe("failed");
  expect(state({ status: "failed" })).toBe("failed");
  expect([state({ private: true }), state({ message_type: 0 }), state({ message_type: 2 })]).toEqual([
    null,
    null,
    null,
  ]);
});

test("a preview whose address is none has no link", () => {
  const urlOf = (url: string) => messageAttributes(message({ link_preview: { title: "Menu", url } })).linkPreview?.url;
  expect(urlOf("https://example.com/menu")).toBe("https://example.com/menu");
  expect(urlOf("https://")).toBeNull();
  expect(urlOf("javascript:alert(1)")).toBeNull();
});
