import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { AccountModel } from "../realtime/testing/account-model.ts";
import { ACCOUNT, ME } from "../realtime/testing/model-rows.ts";
import type { AccountCache } from "./account-cache.ts";
import {
  assignConversation,
  claimConversation,
  setConversationLabels,
  setConversationStatus,
} from "./conversation-changes.ts";
import type { CountsState } from "./conversation-counts.ts";
import type { ConversationFilter } from "./conversation-filter.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { type ConversationPages, rowsOf } from "./conversation-pages.ts";
import { findConversation } from "./conversations.ts";
import { patchConversation } from "./patch-conversation.ts";

const open: ConversationFilter = { status: "open", assignee: "all", sort: "last_activity_at_desc" };

let server: Server;
let requests: { url: string; body: unknown }[];
let answer: (response: ServerResponse) => void;
let model: AccountModel;
let cache: AccountCache;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push({ url: request.url ?? "", body: JSON.parse(Buffer.concat(chunks).toString() || "null") });
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  vi.stubGlobal("location", { href: `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/` });
  requests = [];
  answer = (response) => response.end("{}");
  model = new AccountModel();
  model.create(1, 1);
  model.create(2, 1);
  cache = { client: model.fetch([open]), accountId: ACCOUNT, me: ME };
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const held = (id: number) => findConversation(cache.client, ACCOUNT, id) as Conversation;
const rows = () =>
  rowsOf(cache.client.getQueryData(conversationKeys.list(ACCOUNT, open)) as ConversationPages).map(({ id }) => id);
const counts = () => cache.client.getQueryData<CountsState>(conversationKeys.counts(ACCOUNT, open))?.counts;
const refuse = (status: number, error: string) => (response: ServerResponse) =>
  response.writeHead(status).end(JSON.stringify({ error }));

test("a change shows before the server has answered, in lists and counts alike", async () => {
  const sent = setConversationStatus(cache, 1, "resolved");
  expect(rows()).toEqual([2]);
  expect(counts()).toMatchObject({ all_count: 1, unassigned_count: 1 });
  await sent;
  expect(requests).toEqual([{ url: "/api/v1/accounts/1/conversations/1/toggle_status", body: { status: "resolved" } }]);
});

test("what the server refuses is taken back", async () => {
  answer = refuse(422, "not now");
  const before = held(1);
  await expect(setConversationLabels(cache, 1, ["vip"])).rejects.toMatchObject({ code: "refused", message: "not now" });
  expect({ ...held(1), revision: 0 }).toEqual({ ...before, revision: 0 });
  expect(counts()).toEqual(model.counts(open));
});

test("what the server said meanwhile is not taken back", async () => {
  answer = (response) => {
    model.update(1, { priority: "high" });
    patchConversation(cache, { conversation: model.conversations.get(1) as Conversation });
    refuse(422, "not now")(response);
  };
  await expect(setConversationStatus(cache, 1, "resolved")).rejects.toThrow("not now");
  expect(held(1)).toEqual(model.conversations.get(1));
  expect(rows()).toEqual([2, 1]);
  expect(counts()).toEqual(model.counts(open));
});

test("the server's next state replaces our own", async () => {
  await setConversationStatus(cache, 1, "resolved");
  model.update(1, { status: "resolved" });
  const conversation = model.conversations.get(1) as Conversation;
  patchConversation(cache, { conversation, changed: { status: ["open", "resolved"] } });
  expect(held(1)).toEqual(conversation);
  expect(counts()).toEqual(model.counts(open));
});

test("a claim asks that nobody has it, and names who was faster", async () => {
  model.assign(2, ME);
  const me = model.conversations.get(2)?.meta.assignee as Parameters<typeof claimConversation>[2];
  answer = refuse(409, "Bia took this conversation");
  await expect(claimConversation(cache, 1, me)).rejects.toMatchObject({
    code: "conflict",
    message: "Bia took this conversation",
  });
  expect(requests[0]?.body).toEqual({ assignee_id: ME, if_assignee_id: null });
  expect(held(1).meta.assignee).toBeUndefined();
  expect(counts()).toMatchObject({ mine_count: 0, unassigned_count: 2 });
});

test("assigning to nobody sends null", async () => {
  await assignConversation(cache, 1, null);
  expect(requests[0]?.body).toEqual({ assignee_id: null });
});
