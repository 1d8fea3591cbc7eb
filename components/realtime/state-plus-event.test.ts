import { QueryClient } from "@tanstack/react-query";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CountsState, freshCounts } from "#components/data/conversation-counts.ts";
import { type ConversationFilter, toListQuery } from "#components/data/conversation-filter.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { type ConversationPages, pageOf, rowsOf } from "#components/data/conversation-pages.ts";
import { messagesOf, type ThreadPages } from "#components/data/message-pages.ts";
import {
  type SeededAccount,
  type SeededConversation,
  seedAccount,
  seedConversation,
  seedInbox,
  seedMessage,
} from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { assignConversation } from "#server/domain/conversations/assign-conversation.ts";
import { listQuery } from "#server/domain/conversations/contract.ts";
import { createConversation } from "#server/domain/conversations/create-conversation.ts";
import { markUnread, updateLastSeen } from "#server/domain/conversations/last-seen.ts";
import { getConversation } from "#server/domain/conversations/queries/get-conversation.ts";
import { listConversations } from "#server/domain/conversations/queries/list-conversations.ts";
import { setLabels } from "#server/domain/conversations/set-labels.ts";
import { togglePriority } from "#server/domain/conversations/set-priority.ts";
import { toggleStatus } from "#server/domain/conversations/toggle-status.ts";
import { createMessage } from "#server/domain/messages/create-message.ts";
import { deleteMessage } from "#server/domain/messages/delete-message.ts";
import { editMessage } from "#server/domain/messages/edit-message.ts";
import { ingestInbox } from "#server/domain/messages/ingest-inbox.ts";
import { listMessages } from "#server/domain/messages/queries/list-messages.ts";
import { storeInboundEvent } from "#server/domain/messages/store-inbound-events.ts";
import type { ServerEvent, ServerEventName } from "#server/domain/realtime/contract.ts";
import { registry } from "#server/domain/registry.ts";
import type { AccountContext } from "#server/platform/context.ts";
import { dispatchEvents } from "#server/platform/events/dispatch-events.ts";
import { setHub } from "#server/platform/realtime/hub.ts";
import { applyEvent } from "./apply-event.ts";

/** The test of tests, on the real server: what a client holds, patched by an event, is what a fetch after it would bring. */
const filters: readonly ConversationFilter[] = [
  { status: "open", assignee: "me", sort: "last_activity_at_desc" },
  { status: "open", assignee: "unassigned", sort: "last_activity_at_desc" },
  { status: "open", assignee: "all", sort: "last_activity_at_desc" },
  { status: "all", assignee: "all", sort: "priority_desc" },
  { status: "all", assignee: "all", sort: "last_activity_at_desc", label: "vip" },
  { status: "resolved", assignee: "all", sort: "last_activity_at_desc" },
];

let account: SeededAccount;
let ctx: AccountContext;
let conversation: SeededConversation;
let inbox: { id: number };
let events: { name: ServerEventName; payload: unknown }[];

beforeAll(async () => {
  await startTestRuntime();
  // Stands for the sockets: keeps what would be sent.
  const io = {
    to: () => ({
      emit: (name: ServerEventName, payload: unknown) => events.push({ name, payload: structuredClone(payload) }),
    }),
  };
  setHub({ io, clustered: false } as unknown as Parameters<typeof setHub>[0]);
});
afterAll(async () => {
  setHub(undefined);
  await stopTestRuntime();
});

beforeEach(async () => {
  account = await seedAccount();
  ctx = account.admin.ctx;
  const settings = { base_url: "http://localhost:1", phone_number: `+1202558${1000 + account.id}` };
  inbox = await seedInbox(account.id, [account.inside.id], { channel: "whapi", settings });
  conversation = await seedConversation(account, { inboxId: inbox.id });
  await seedMessage(account.id, conversation, { providerMessageId: "SEED-AAAA", sourceId: "SEED-AAAA" });
  const mine = await seedConversation(account, { assigneeId: account.admin.id, labels: ["vip"] });
  await seedMessage(account.id, mine);
  events = [];
});

/** What a client holds that has just fetched everything on its screens. */
async function fetched(): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
  for (const filter of filters) {
    const { data } = await listConversations(ctx, listQuery.parse(toListQuery(filter)));
    client.setQueryData(conversationKeys.list(account.id, filter), {
      pages: [{ ...pageOf(data.payload), isLast: true }],
      pageParams: [1],
    });
    client.setQueryData(conversationKeys.counts(account.id, filter), freshCounts(data.meta, data.payload));
  }
  const { data } = await listConversations(ctx, listQuery.parse({ status: "all" }));
  for (const { id } of data.payload) {
    client.setQueryData(conversationKeys.detail(account.id, id), await getConversation(ctx, { conversation_id: id }));
    const { payload: messages } = await listMessages(ctx, { conversation_id: id });
    client.setQueryData(conversationKeys.thread(account.id, id, null), {
      pages: [{ messages, hasOlder: false, hasNewer: false }],
      pageParams: [{ at: "end" }],
    });
  }
  return client;
}

/** Of threads and conversations, only what was open before: nobody fetches what is on no screen. */
function shown(client: QueryClient, held: ReadonlySet<string>) {
  const isHeld = (key: readonly unknown[]) => held.has(key.join());
  return {
    lists: filters.map((filter) => {
      const pages = client.getQueryData<ConversationPages>(conversationKeys.list(account.id, filter));
      return {
        filter,
        rows: pages && rowsOf(pages),
        counts: client.getQueryData<CountsState>(conversationKeys.counts(account.id, filter))?.counts,
      };
    }),
    threads: client
      .getQueriesData<ThreadPages>({ queryKey: conversationKeys.threads(account.id) })
      .filter(([key]) => isHeld(key))
      .map(([key, pages]) => [key.join(), pages && messagesOf(pages)])
      .sort(),
    details: client
      .getQueriesData({ queryKey: conversationKeys.details(account.id) })
      .filter(([key]) => isHeld(key))
      .map(([key, detail]) => [key.join(), detail])
      .sort(),
  };
}

/** Without what no screen shows: the echo id, and when a message's row was written last. */
const comparable = (client: QueryClient, held: ReadonlySet<string>): unknown =>
  JSON.parse(JSON.stringify(shown(client, held)), (key, value: unknown) =>
    key === "echo_id" || (key === "updated_at" && typeof value === "string") ? undefined : value,
  );

const at = () => ({ conversation_id: conversation.displayId });
const post = (body: unknown) =>
  storeInboundEvent({ accountId: account.id, inboxId: inbox.id, dedupeKey: null, body: JSON.stringify(body) });
const ingest = () => ingestInbox({ accountId: account.id, inboxId: inbox.id });
const text = (id: string, more: object = {}) => ({
  id,
  type: "text",
  from_me: false,
  chat_id: "12025550111@s.whatsapp.net",
  from: "12025550111",
  from_name: "Ana",
  timestamp: Math.floor(Date.now() / 1000),
  text: { body: `Text ${id}` },
  ...more,
});

const acts: Record<string, () => Promise<unknown>> = {
  "a reply": () => createMessage(ctx, { ...at(), content: "Hi", echo_id: "e1" }),
  "a note": () => createMessage(ctx, { ...at(), content: "For us", private: true }),
  "a first message of somebody new": async () => {
    await post({ messages: [text("NEW1-AAAA")] });
    await ingest();
  },
  "several messages, a reaction, an edit and a deletion": async () => {
    const action = (id: string, fields: object) =>
      text(id, { type: "action", text: undefined, action: { target: "SEED-AAAA", ...fields } });
    await post({
      messages: [text("NEW1-AAAA"), text("NEW2-AAAA"), action("RCT1-AAAA", { type: "reaction", emoji: "👍" })],
    });
    await post({
      messages: [action("EDT1-AAAA", { type: "edited", edited_type: "text", edited_content: { body: "Changed" } })],
    });
    await post({ messages_removed: ["NEW1-AAAA"] });
    return ingest();
  },
  resolving: () => toggleStatus(ctx, { ...at(), status: "resolved" }),
  snoozing: () =>
    toggleStatus(ctx, { ...at(), status: "snoozed", snoozed_until: Math.floor(Date.now() / 1000) + 3600 }),
  "assigning to me": () => assignConversation(ctx, { ...at(), assignee_id: account.admin.id }),
  "assigning to somebody and back to nobody": async () => {
    await assignConversation(ctx, { ...at(), assignee_id: account.inside.id });
    await assignConversation(ctx, { ...at(), assignee_id: null });
  },
  "a priority": () => togglePriority(ctx, { ...at(), priority: "urgent" }),
  labels: () => setLabels(ctx, { ...at(), labels: ["vip", "new"] }),
  "seeing and unseeing": async () => {
    await updateLastSeen(ctx, at());
    await markUnread(ctx, at());
  },
  "a new conversation with a message": () =>
    createConversation(ctx, {
      inbox_id: account.inbox.id,
      contact_id: conversation.contactId,
      message: { content: "Hello" },
    }),
  "deleting and editing messages": async () => {
    const first = await createMessage(ctx, { ...at(), content: "One" });
    const second = await createMessage(ctx, { ...at(), content: "Two" });
    await deleteMessage(ctx, { ...at(), message_id: first.id });
    await editMessage(ctx, { ...at(), message_id: second.id, content: "Two, mended" });
  },
};

for (const [name, act] of Object.entries(acts)) {
  test(`state + event = fetch: ${name}`, async () => {
    const client = await fetched();
    const held = new Set(
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey.join()),
    );
    await act();
    await dispatchEvents(registry);
    expect(events.length).toBeGreaterThan(0);
    for (const { name: event, payload } of events) {
      applyEvent({ client, accountId: account.id, me: account.admin.id }, event, payload as ServerEvent<typeof event>);
    }
    expect(comparable(client, held)).toEqual(comparable(await fetched(), held));
  });
}
