import { expect, test } from "vitest";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { hasQuietActivity } from "./quiet-activity.ts";

const inbox = (groups: boolean) => ({ capabilities: { groups } }) as unknown as Inbox;
const conversation = (fields: Partial<Conversation> = {}) =>
  ({
    group_type: "group",
    unread_messages_count: 0,
    last_activity_at: 20,
    agent_last_seen_at: 10,
    ...fields,
  }) as Conversation;

test("a group whose messages are not kept shows that something goes on, until somebody looks", () => {
  expect(hasQuietActivity(conversation(), inbox(false))).toBe(true);
  expect(hasQuietActivity(conversation({ agent_last_seen_at: 20 }), inbox(false))).toBe(false);
});

test("where messages are kept or counted, the number speaks", () => {
  expect(hasQuietActivity(conversation(), inbox(true))).toBe(false);
  expect(hasQuietActivity(conversation(), undefined)).toBe(false);
  expect(hasQuietActivity(conversation({ unread_messages_count: 2 }), inbox(false))).toBe(false);
  expect(hasQuietActivity(conversation({ group_type: "individual" }), inbox(false))).toBe(false);
});
