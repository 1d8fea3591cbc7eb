import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedInbox, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedAttachment } from "#db/testing/seed-message-details.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as files from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/attachments/route.ts";
import * as filter from "../../../app/api/v1/accounts/[account_id]/conversations/filter/route.ts";
import * as search from "../../../app/api/v1/accounts/[account_id]/conversations/search/route.ts";
import { filterConversations } from "./queries/filter-conversations.ts";
import { listAttachments } from "./queries/list-attachments.ts";
import { searchConversations } from "./queries/search-conversations.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = (token = account.inside.token) => ({ params: { account_id: account.id }, token });
const row = (
  attribute_key: string,
  filter_operator: string,
  values: unknown[],
  query_operator: string | null = null,
) => ({
  attribute_key,
  filter_operator,
  values,
  query_operator,
});

test("filter: 200 with those that fit, the newest activity first, and their counts", async () => {
  const older = await seedConversation(account, { status: "resolved", lastActivityAt: new Date(1) });
  const newer = await seedConversation(account, { status: "resolved", assigneeId: account.inside.id });
  await seedConversation(account);
  await seedConversation(account.other, { status: "resolved" });
  const payload = [row("status", "equal_to", ["resolved"])];
  const result = await call(filter.POST, { ...here(), body: { payload } });
  expect(result.status).toBe(200);
  expect(result.body.payload.map((conversation) => conversation.id)).toEqual([newer.displayId, older.displayId]);
  expect(result.body.meta).toEqual({ mine_count: 1, unassigned_count: 1, all_count: 2 });
  const past = await call(filter.POST, { ...here(), body: { payload }, query: "?page=2" });
  expect([past.body.payload, past.body.meta.all_count]).toEqual([[], 2]);
});

test("filter: an agent finds conversations of their inboxes alone; no rows let all of those through", async () => {
  const inside = await seedConversation(account);
  const elsewhere = await seedInbox(account.id);
  await seedConversation(account, { inboxId: elsewhere.id });
  const ids = async (token: string) =>
    (await call(filter.POST, { ...here(token), body: {} })).body.payload.map((conversation) => conversation.id);
  expect(await ids(account.inside.token)).toEqual([inside.displayId]);
  expect((await ids(account.admin.token)).length).toBe(2);
  expect(await ids(account.outside.token)).toEqual([]);
});

test.each([
  [[row("shoe_size", "equal_to", ["1"])], "Invalid attribute key - [shoe_size]."],
  [[row("status", "contains", ["open"])], "Invalid operator. The allowed operators for status are"],
  [
    [row("status", "equal_to", ["open"], "XOR"), row("status", "equal_to", ["open"])],
    'Query operator must be either "AND" or "OR".',
  ],
  [[{ values: ["open"] }], "Invalid attribute key - []."],
  [[{ attribute_key: "status", values: ["open"] }], "Invalid operator. The allowed operators for status are"],
  [[row("status", "equal_to", ["open"], "NOT")], 'Query operator must be either "AND" or "OR".'],
  [[{ ...row("inbox_id", "equal_to", []), values: undefined }], "Invalid value. The values provided for inbox_id"],
])("filter: 422 with the contract's sentence, %#", async (payload, sentence) => {
  const result = await call(filter.POST, { ...here(), body: { payload } });
  expect(result.status).toBe(422);
  expect((result.body as unknown as { error: string }).error).toContain(sentence);
});

test("search: a page beyond the last one has the counts of all", async () => {
  const conversation = await seedConversation(account, { assigneeId: account.inside.id });
  await seedMessage(account.id, conversation, { content: "a percentile" });
  const found = await call(search.GET, { ...here(), query: "?q=percentile" });
  const past = await call(search.GET, { ...here(), query: "?q=percentile&page=2" });
  expect(found.body.payload).toHaveLength(1);
  expect(found.body.meta).toEqual({ mine_count: 1, unassigned_count: 0, all_count: 1 });
  expect(past.body).toEqual({ meta: found.body.meta, payload: [] });
});

test("filter: within four statements, however many conversations there are", async () => {
  for (let index = 0; index < 5; index++) await seedMessage(account.id, await seedConversation(account));
  await expectStatements(3, () => filterConversations(account.admin.ctx, { page: 1, payload: [] }));
});

test("search: conversations in which it was said, with the messages, whatever their status", async () => {
  const one = await seedConversation(account, { status: "resolved", contact: { name: "Ana" } });
  const message = await seedMessage(account.id, one, { content: "My REFUND please" });
  await seedMessage(account.id, one, { content: "Hello" });
  await seedMessage(account.id, one, { content: "refunded by the system", messageType: 2 });
  const stranger = await seedConversation(account.other);
  await seedMessage(account.other.id, stranger, { content: "refund" });
  const result = await call(search.GET, { ...here(), query: "?q=refund" });
  expect([result.status, result.body]).toEqual([
    200,
    {
      meta: { mine_count: 0, unassigned_count: 1, all_count: 1 },
      payload: [
        {
          id: one.displayId,
          uuid: expect.any(String),
          created_at: expect.any(Number),
          account_id: account.id,
          contact: { id: one.contactId, name: "Ana" },
          inbox: { id: account.inbox.id, name: "Support", channel_type: "Channel::Api" },
          messages: [
            {
              id: message.id,
              content: "My REFUND please",
              sender_name: "Ana",
              message_type: 0,
              created_at: expect.any(Number),
            },
          ],
        },
      ],
    },
  ]);
});

test("search: signs of patterns are ordinary, a blank text finds nothing, and an outsider neither", async () => {
  const conversation = await seedConversation(account);
  await seedMessage(account.id, conversation, { content: "50 percent" });
  const found = async (q: string, token = account.inside.token) =>
    (await call(search.GET, { ...here(token), query: `?q=${encodeURIComponent(q)}` })).body.payload.length;
  expect([await found("50 per"), await found("5%"), await found(" "), await found("_0")]).toEqual([1, 0, 0, 0]);
  expect(await found("50 per", account.outside.token)).toBe(0);
  await expectStatements(6, () => searchConversations(account.inside.ctx, { q: "percent", page: 1 }));
});

test("attachments: files of the conversation, the newest first, within four statements", async () => {
  const conversation = await seedConversation(account);
  const message = await seedMessage(account.id, conversation);
  const place = { accountId: account.id, messageId: message.id, conversationId: conversation.id };
  const picture = { storageKey: "k/1", fileName: "a.PNG", fileSize: 9, width: 3, height: 4 };
  await seedAttachment(place, { fileType: "image", ...picture });
  await seedAttachment(place, { fileType: "location", fallbackTitle: "Home", coordinatesLat: 1, coordinatesLong: 2 });
  const path = { account_id: account.id, conversation_id: conversation.displayId };
  const result = await call(files.GET, { params: path, token: account.inside.token });
  expect([result.status, result.body.meta]).toEqual([200, { total_count: 2 }]);
  expect(result.body.payload.map((file) => file.file_type)).toEqual(["location", "image"]);
  expect(result.body.payload[1]).toMatchObject({
    message_id: message.id,
    extension: "png",
    file_size: 9,
    width: 3,
    height: 4,
    created_at: expect.any(Number),
    sender: { id: conversation.contactId, type: "contact" },
  });
  await expectStatements(4, () =>
    listAttachments(account.inside.ctx, { conversation_id: conversation.displayId, page: 1 }),
  );
  const outside = await call(files.GET, { params: path, token: account.outside.token });
  const unknown = await call(files.GET, {
    params: { ...path, conversation_id: 999 },
    token: account.inside.token,
  });
  expect([outside.status, unknown.status]).toEqual([401, 404]);
});
