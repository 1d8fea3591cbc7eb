import type { QueryClient } from "@tanstack/react-query";
import { describe, expect, test } from "vitest";
import { agentKeys, contactKeys } from "#components/data/account-keys.ts";
import type { CountsState } from "#components/data/conversation-counts.ts";
import type { ConversationFilter } from "#components/data/conversation-filter.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { type ConversationPages, rowsOf } from "#components/data/conversation-pages.ts";
import { messagesOf, type ThreadPages } from "#components/data/message-pages.ts";
import { fc } from "#db/testing/property.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { applyEvent } from "./apply-event.ts";
import { AccountModel, type SentEvent } from "./testing/account-model.ts";
import { ACCOUNT, ME } from "./testing/model-rows.ts";

const filters: readonly ConversationFilter[] = [
  { status: "open", assignee: "me", sort: "last_activity_at_desc" },
  { status: "open", assignee: "unassigned", sort: "last_activity_at_desc" },
  { status: "open", assignee: "all", sort: "last_activity_at_desc" },
  { status: "all", assignee: "all", sort: "priority_desc" },
  { status: "resolved", assignee: "all", sort: "created_at_asc" },
  { status: "all", assignee: "all", sort: "last_activity_at_asc", inboxId: 2 },
  { status: "open", assignee: "all", sort: "waiting_since_asc", label: "vip" },
  { status: "all", assignee: "unassigned", sort: "created_at_desc", groupType: "group" },
];

const apply = (client: QueryClient, events: readonly SentEvent[]) => {
  for (const { name, payload } of events) applyEvent({ client, accountId: ACCOUNT, me: ME }, name, payload);
};

/** What the screens show, without the bookkeeping beside it. */
function shown(client: QueryClient) {
  const lists = filters.map((filter) => {
    const pages = client.getQueryData<ConversationPages>(conversationKeys.list(ACCOUNT, filter));
    return {
      filter,
      rows: pages && rowsOf(pages),
      counts: client.getQueryData<CountsState>(conversationKeys.counts(ACCOUNT, filter))?.counts,
    };
  });
  const threads = client.getQueriesData<ThreadPages>({ queryKey: conversationKeys.threads(ACCOUNT) });
  const details = client.getQueriesData<Conversation | null>({ queryKey: conversationKeys.details(ACCOUNT) });
  return {
    lists,
    threads: threads.map(([key, pages]) => [key.join(), pages && messagesOf(pages)]).sort(byKey),
    details: details.map(([key, detail]) => [key.join(), detail]).sort(byKey),
  };
}

const byKey = (a: unknown[], b: unknown[]) => String(a[0]).localeCompare(String(b[0]));

function seeded(): AccountModel {
  const model = new AccountModel();
  for (let id = 1; id <= 6; id++) {
    model.create(id, (id % 2) + 1);
    model.receive(id, `hello ${id}`);
  }
  model.assign(2, ME);
  model.assign(3, 9);
  model.update(4, { status: "resolved" });
  model.update(5, { labels: ["vip"], priority: "high" });
  model.events.length = 0;
  return model;
}

const acts: Record<string, (model: AccountModel) => void> = {
  "an incoming message": (model) => model.receive(1, "again"),
  "an incoming message that reopens": (model) => model.receive(4, "again"),
  "a reply": (model) => model.reply(2, "yes"),
  "a new conversation with its first message": (model) => {
    model.create(7, 2);
    model.receive(7, "first");
  },
  "a resolved conversation": (model) => model.update(1, { status: "resolved" }),
  "a snoozed conversation": (model) =>
    model.update(2, { status: "snoozed", snoozed_until: "2026-01-01T00:00:00.000Z" }),
  "an assignment to me": (model) => model.assign(1, ME),
  "an assignment taken away": (model) => model.assign(2, null),
  labels: (model) => model.update(1, { labels: ["vip", "new"] }),
  "a priority": (model) => model.update(1, { priority: "urgent" }),
  "a seen conversation": (model) => model.update(1, { unread_count: 0, unread_messages_count: 0 }),
  "a tick": (model) => model.touchMessage(2, { status: "read" }),
  "an edited text": (model) => model.touchMessage(1, { content: "hallo" }),
  "a contact's new name": (model) => model.rename(1, "Ana"),
  "a deleted conversation": (model) => model.delete(2),
};

describe("a patch leaves what a fetch after the event would bring", () => {
  test.each(Object.entries(acts))("%s", (_name, act) => {
    const model = seeded();
    const held = [...model.conversations.keys()];
    const client = model.fetch(filters);
    act(model);
    apply(client, model.events);
    const created = [...model.conversations.keys()].filter((id) => !held.includes(id));
    expect(shown(client)).toEqual(without(shown(model.fetch(filters, held)), created));
  });
});

const act = fc.oneof(
  fc.record({ kind: fc.constant("receive" as const), id: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant("reply" as const), id: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    kind: fc.constant("status" as const),
    id: fc.integer({ min: 1, max: 6 }),
    status: fc.constantFrom("open", "resolved", "pending", "snoozed"),
  }),
  fc.record({
    kind: fc.constant("assign" as const),
    id: fc.integer({ min: 1, max: 6 }),
    user: fc.constantFrom(null, ME, 9),
  }),
  fc.record({
    kind: fc.constant("labels" as const),
    id: fc.integer({ min: 1, max: 6 }),
    labels: fc.constantFrom([], ["vip"], ["vip", "b"]),
  }),
  fc.record({
    kind: fc.constant("priority" as const),
    id: fc.integer({ min: 1, max: 6 }),
    priority: fc.constantFrom(null, "low", "urgent"),
  }),
  fc.record({
    kind: fc.constant("tick" as const),
    id: fc.integer({ min: 1, max: 6 }),
    status: fc.constantFrom("delivered", "read", "failed"),
  }),
  fc.record({
    kind: fc.constant("rename" as const),
    id: fc.integer({ min: 1, max: 6 }),
    name: fc.constantFrom("Ana", "Bia"),
  }),
  fc.record({ kind: fc.constant("delete" as const), id: fc.integer({ min: 1, max: 6 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function perform(model: AccountModel, step: Act): void {
  if (!model.conversations.has(step.id)) return;
  if (step.kind === "receive") model.receive(step.id, "text");
  else if (step.kind === "reply") model.reply(step.id, "text");
  else if (step.kind === "status") model.update(step.id, { status: step.status as Conversation["status"] });
  else if (step.kind === "assign") model.assign(step.id, step.user);
  else if (step.kind === "labels") model.update(step.id, { labels: [...step.labels] });
  else if (step.kind === "priority") model.update(step.id, { priority: step.priority as Conversation["priority"] });
  else if (step.kind === "tick") model.touchMessage(step.id, { status: step.status as "read" });
  else if (step.kind === "rename") model.rename(step.id, step.name);
  else model.delete(step.id);
}

test("events shuffled and repeated lead to the same as a fetch", () => {
  const seeds = fc.record({
    steps: fc.array(act, { minLength: 1, maxLength: 25 }),
    order: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  fc.assert(
    fc.property(seeds, ({ steps, order }) => {
      const model = seeded();
      const held = [...model.conversations.keys()];
      const client = model.fetch(filters);
      for (const step of steps) perform(model, step);
      const twice = [...model.events, ...model.events]
        .map((event) => ({ event, at: order.next().value }))
        .sort((a, b) => a.at - b.at);
      apply(
        client,
        twice.map(({ event }) => event),
      );
      expect(shown(client)).toEqual(shown(model.fetch(filters, held)));
    }),
    { numRuns: 150 },
  );
});

test("counts hold when events arrive late and show a newer state than the one they announce", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 20 }), (steps) => {
      const model = seeded();
      const client = model.fetch(filters);
      for (const step of steps) if (step.kind !== "delete") perform(model, step);
      const late = model.events.map((event) => {
        if (event.name !== "conversation.updated" && event.name !== "message.created") return event;
        const conversation = model.conversations.get(event.payload.conversation.id) ?? event.payload.conversation;
        return { ...event, payload: { ...event.payload, conversation } } as SentEvent;
      });
      apply(client, late);
      expect(shown(client).lists.map((list) => list.counts)).toEqual(filters.map((filter) => model.counts(filter)));
    }),
    { numRuns: 100 },
  );
});

test("the message of an echo id takes the place of what waited to be sent", () => {
  const model = seeded();
  const client = model.fetch(filters);
  const waiting = (echoId: string) => ({ echoId, conversationId: 1 });
  client.setQueryData(conversationKeys.outbox(ACCOUNT), [waiting("a"), waiting("b")]);
  model.reply(1, "yes", "a");
  apply(client, model.events);
  expect(client.getQueryData(conversationKeys.outbox(ACCOUNT))).toEqual([waiting("b")]);
});

test("typing and viewers: others, never ourselves; a message ends typing", () => {
  const model = seeded();
  const client = model.fetch(filters);
  const typing = (kind: "user" | "contact", id: number): SentEvent => ({
    name: "typing",
    payload: {
      account_id: ACCOUNT,
      conversation_id: 1,
      person: { kind, id, name: "x" },
      state: "on",
      is_private: false,
    },
  });
  apply(client, [typing("user", ME), typing("user", 9), typing("contact", 10), typing("contact", 10)]);
  const typists = () =>
    client
      .getQueryData<{ person: { id: number } }[]>(conversationKeys.typing(ACCOUNT, 1))
      ?.map(({ person }) => person.id);
  expect(typists()).toEqual([9, 10]);
  model.receive(1, "hi");
  apply(client, model.events);
  expect(typists()).toEqual([9]);
  const viewer = (id: number) => ({ id, name: "x", avatar_url: "" });
  apply(client, [
    { name: "viewers", payload: { account_id: ACCOUNT, conversation_id: 1, viewers: [viewer(ME), viewer(9)] } },
  ]);
  expect(client.getQueryData(conversationKeys.viewers(ACCOUNT, 1))).toEqual([viewer(9)]);
});

test("what only says that something changed makes it stale", () => {
  const client = seeded().fetch(filters);
  client.setQueryData(agentKeys.list(ACCOUNT), []);
  client.setQueryData(contactKeys.group(ACCOUNT, 30), []);
  apply(client, [
    { name: "agents.changed", payload: { account_id: ACCOUNT } },
    { name: "group.members_changed", payload: { account_id: ACCOUNT, contact_id: 30 } },
  ]);
  expect(client.getQueryState(agentKeys.list(ACCOUNT))?.isInvalidated).toBe(true);
  expect(client.getQueryState(contactKeys.group(ACCOUNT, 30))?.isInvalidated).toBe(true);
  expect(client.getQueryState(conversationKeys.detail(ACCOUNT, 1))?.isInvalidated).toBe(false);
});

test("events of another account change nothing", () => {
  const model = seeded();
  const client = model.fetch(filters);
  const before = shown(client);
  model.receive(1, "x");
  apply(
    client,
    model.events.map((event) => ({ ...event, payload: { ...event.payload, account_id: 2 } }) as SentEvent),
  );
  expect(shown(client)).toEqual(before);
});

/** A fetch opens everything; what was created meanwhile nobody has opened yet. */
function without(state: ReturnType<typeof shown>, ids: readonly number[]): ReturnType<typeof shown> {
  const keys = ids.flatMap((id) => [
    conversationKeys.detail(ACCOUNT, id).join(),
    conversationKeys.thread(ACCOUNT, id, null).join(),
  ]);
  const open = (entries: unknown[][]) => entries.filter(([key]) => !keys.includes(String(key)));
  return {
    ...state,
    threads: open(state.threads) as typeof state.threads,
    details: open(state.details) as typeof state.details,
  };
}
