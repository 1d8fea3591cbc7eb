import { expect, test } from "vitest";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { replyState, windowEndsIn } from "./reply-state.ts";

const now = Date.UTC(2026, 0, 1, 12);
const conversation = (fields: {
  group?: boolean;
  attributes?: Record<string, unknown>;
  blocked?: boolean;
  endsAt?: string | null;
}) =>
  ({
    group_type: fields.group ? "group" : "individual",
    reply_window_ends_at: fields.endsAt ?? null,
    meta: { sender: { additional_attributes: fields.attributes ?? {}, blocked: fields.blocked ?? false } },
  }) as unknown as Conversation;
const inbox = (hours: number | null) => ({ capabilities: { replyWindowHours: hours } }) as unknown as Inbox;
const stateOf = (
  fields: Parameters<typeof conversation>[0],
  isGroupAdmin: boolean | null = null,
  hours: number | null = null,
) => replyState({ conversation: conversation(fields), inbox: inbox(hours), isGroupAdmin, now });

test("a group that was left cannot be written to", () => {
  expect(stateOf({ group: true, attributes: { group_left: true } })).toBe("group_left");
});

test("a group of an inbox without groups cannot be written to", () => {
  const silent = { capabilities: { replyWindowHours: null, groups: false } } as unknown as Inbox;
  const group = conversation({ group: true });
  expect(replyState({ conversation: group, inbox: silent, isGroupAdmin: true, now })).toBe("groups_off");
});

test("where only admins send, others wait; as long as nobody knows, the server judges", () => {
  const announcing = { group: true, attributes: { announce: true } };
  expect([false, true, null].map((isAdmin) => stateOf(announcing, isAdmin))).toEqual(["announcement", "open", "open"]);
});

test("a reply window closes when its time is over, or when the customer never wrote", () => {
  expect(stateOf({ endsAt: "2026-01-01T12:00:01Z" }, null, 24)).toBe("open");
  expect(stateOf({ endsAt: "2026-01-01T12:00:00Z" }, null, 24)).toBe("window_closed");
  expect(stateOf({ endsAt: null }, null, 24)).toBe("window_closed");
  expect(stateOf({ endsAt: null }, null, null)).toBe("open");
  expect(windowEndsIn(conversation({ endsAt: "2026-01-01T13:30:00Z" }), inbox(24), now)).toBe(5_400_000);
});

test("who is blocked can still be answered: only what they write asks for no attention", () => {
  expect(stateOf({ blocked: true })).toBe("open");
});
