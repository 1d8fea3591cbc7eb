import { expect, test } from "vitest";
import { ME, newConversation } from "#components/realtime/testing/model-rows.ts";
import type { ConversationFilter } from "./conversation-filter.ts";
import { pageOf, placeConversation, rowsOf } from "./conversation-pages.ts";

const filter: ConversationFilter = { status: "open", assignee: "all", sort: "last_activity_at_desc", type: "mention" };

test("who waits for an answer comes into the list of the unattended, and leaves it with the answer", () => {
  const unattended: ConversationFilter = { ...filter, type: "unattended" };
  const empty = { pages: [{ ...pageOf([]), isLast: true }], pageParams: [1] };
  const waiting = { ...newConversation(1, 1, 1_000), first_reply_created_at: 900, waiting_since: 1_000 };
  const pages = placeConversation(empty, { filter: unattended, me: ME, conversation: waiting });
  expect(rowsOf(pages)).toEqual([waiting]);
  const answered = { ...waiting, waiting_since: 0, revision: waiting.revision + 1 };
  expect(rowsOf(placeConversation(pages, { filter: unattended, me: ME, conversation: answered }))).toEqual([]);
  const neverAnswered = { ...answered, first_reply_created_at: 0, revision: answered.revision + 1 };
  expect(rowsOf(placeConversation(empty, { filter: unattended, me: ME, conversation: neverAnswered }))).toHaveLength(1);
});

test("a list of one's own changes what it holds, and never takes in what only the server knows to belong there", () => {
  const held = newConversation(1, 1, 1_000);
  const pages = { pages: [{ ...pageOf([held]), isLast: true }], pageParams: [1] };
  const stranger = placeConversation(pages, { filter, me: ME, conversation: newConversation(2, 1, 2_000) });
  expect(rowsOf(stranger)).toEqual([held]);
  const newer = { ...held, labels: ["vip"], revision: held.revision + 1 };
  expect(rowsOf(placeConversation(pages, { filter, me: ME, conversation: newer }))).toEqual([newer]);
  const resolved = { ...newer, status: "resolved" as const };
  expect(rowsOf(placeConversation(pages, { filter, me: ME, conversation: resolved }))).toEqual([]);
});
