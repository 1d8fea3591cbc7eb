import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type SeededAccount, seedConversation, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedArticle, seedPortal } from "#db/testing/seed-help-center.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { website } from "#server/channels/website/index.ts";
import { systemContext } from "#server/platform/context.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as inConversation from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/direct_uploads/route.ts";
import * as messages from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/route.ts";
import * as inWidget from "../../../app/api/v1/widget/direct_uploads/route.ts";
import * as widgetMessages from "../../../app/api/v1/widget/messages/route.ts";
import * as general from "../../../app/rails/active_storage/direct_uploads/route.ts";
import * as bytesOf from "../../../app/rails/active_storage/disk/[token]/route.ts";
import { issueWidgetToken } from "../visitors/widget-token.ts";
import { deleteOldUploads } from "./delete-old-uploads.ts";

let account: SeededAccount & { other: SeededAccount };
const text = "The whole story";

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const announce = (content = text, more: object = {}) => ({
  blob: {
    filename: "story.txt",
    byte_size: Buffer.byteLength(content),
    checksum: createHash("md5").update(content).digest("base64"),
    content_type: "text/plain",
    ...more,
  },
});
const put = (url: string, body: string) => {
  const token = new URL(url).pathname.split("/").at(-1) ?? "";
  return call(bytesOf.PUT, { params: { token }, body, headers: { "content-type": "text/plain" } });
};

test("a file goes up first, and a message names it by its signed id", async () => {
  const { displayId } = await seedConversation(account);
  const here = { params: { account_id: account.id, conversation_id: displayId }, token: account.inside.token };
  const announced = await call(inConversation.POST, { ...here, body: announce() });
  expect(announced.body).toMatchObject({
    id: expect.any(Number),
    filename: "story.txt",
    byte_size: 15,
    metadata: {},
    direct_upload: { headers: { "Content-Type": "text/plain" } },
  });
  expect(announced.body.id).toBeGreaterThan(0);
  expect(announced.body.id).toBeLessThan(2 ** 31);
  const stored = await put(announced.body.direct_upload.url, text);
  expect([stored.status, stored.text]).toEqual([204, ""]);
  const sent = await call(messages.POST, { ...here, body: { content: "", attachments: [announced.body.signed_id] } });
  expect(sent.body.attachments).toMatchObject([{ file_type: "file", file_name: "story.txt", file_size: 15 }]);
});

test("other bytes than announced are refused, and so is a message that names what never came", async () => {
  const { displayId } = await seedConversation(account);
  const here = { params: { account_id: account.id, conversation_id: displayId }, token: account.inside.token };
  const { body } = await call(inConversation.POST, { ...here, body: announce() });
  expect((await put(body.direct_upload.url, "The other story")).status).toBe(422);
  expect((await call(messages.POST, { ...here, body: { attachments: [body.signed_id] } })).status).toBe(422);
});

test("the address for the bytes ends after five minutes, and cannot be made up", async () => {
  const { body } = await call(general.POST, { token: account.inside.token, body: announce() });
  const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 301_000);
  expect((await put(body.direct_upload.url, text)).status).toBe(404);
  now.mockRestore();
  expect((await put(`${body.direct_upload.url}x`, text)).status).toBe(404);
  expect((await put(body.direct_upload.url, text)).status).toBe(204);
});

test.each([[{ checksum: "no md5" }], [{ byte_size: 0 }], [{ byte_size: 41 * 1024 * 1024 }], [{ filename: " " }]])(
  "422 for an announcement with %j",
  async (more) => {
    expect((await call(general.POST, { token: account.inside.token, body: announce(text, more) })).status).toBe(422);
  },
);

test("401 without sign-in and for a conversation one may not open; 404 for one of another account", async () => {
  const { displayId } = await seedConversation(account);
  const ask = (token: string | undefined, params: Record<string, number>) =>
    call(inConversation.POST, { params: { account_id: account.id, ...params } as never, token, body: announce() });
  expect((await ask(undefined, { conversation_id: displayId })).status).toBe(401);
  expect((await ask(account.outside.token, { conversation_id: displayId })).status).toBe(401);
  expect((await ask(account.inside.token, { conversation_id: displayId + 500 })).status).toBe(404);
  expect((await call(general.POST, { body: announce() })).status).toBe(401);
});

test("a file of one account is no attachment in another", async () => {
  const { body } = await call(general.POST, { token: account.inside.token, body: announce() });
  await put(body.direct_upload.url, text);
  const { displayId } = await seedConversation(account.other);
  const sent = await call(messages.POST, {
    params: { account_id: account.other.id, conversation_id: displayId },
    token: account.other.admin.token,
    body: { attachments: [body.signed_id] },
  });
  expect([sent.status, sent.body]).toEqual([422, { error: "Invalid attachment" }]);
});

const listed = async () =>
  (await runtime().sql<{ key: string }[]>`select storage_key as key from direct_uploads`).map(({ key }) => key);
const age = (hours: number) =>
  runtime().sql`update direct_uploads set created_at = now() - make_interval(hours => ${hours})`;

test("a file that nothing names is deleted after a day, and so is one whose message has its copy", async () => {
  await runtime().sql`delete from direct_uploads`;
  const { displayId } = await seedConversation(account);
  const here = { params: { account_id: account.id, conversation_id: displayId }, token: account.inside.token };
  const { body: unused } = await call(inConversation.POST, { ...here, body: announce() });
  const { body: used } = await call(inConversation.POST, { ...here, body: announce() });
  for (const { direct_upload } of [unused, used, used]) await put(direct_upload.url, text);
  const sent = await call(messages.POST, { ...here, body: { attachments: [used.signed_id] } });
  expect((await listed()).sort()).toEqual([unused.key, used.key].sort());

  await age(23);
  await deleteOldUploads(systemContext(0, "test"));
  expect(await runtime().storage.head(unused.key)).not.toBeNull();

  await age(25);
  await deleteOldUploads(systemContext(0, "test"));
  expect(await listed()).toEqual([]);
  expect([await runtime().storage.head(unused.key), await runtime().storage.head(used.key)]).toEqual([null, null]);
  const [copy] = await runtime().sql`select storage_key as key from attachments where message_id = ${sent.body.id}`;
  expect(await runtime().storage.head(String(copy?.key))).toMatchObject({ size: 15 });
});

test.each(["macros", "automation_rules", "articles"])(
  "a file that one of the %s names is kept, and goes after it",
  async (table) => {
    await runtime().sql`delete from direct_uploads`;
    const { body } = await call(general.POST, { token: account.inside.token, body: announce() });
    await put(body.direct_upload.url, text);
    await age(25);
    await keeping[table]?.(body.signed_id);
    await deleteOldUploads(systemContext(0, "test"));
    expect(await runtime().storage.head(body.key)).not.toBeNull();
    await runtime().sql`delete from ${runtime().sql(table)} where account_id = ${account.id}`;
    await deleteOldUploads(systemContext(0, "test"));
    expect([await runtime().storage.head(body.key), await listed()]).toEqual([null, []]);
  },
);

/** By table: a row that names the file. */
const keeping: Record<string, (signedId: string) => Promise<unknown>> = {
  macros: (signedId) => runtime().sql`
    insert into macros (account_id, name, visibility, actions)
    values (${account.id}, 'Send it', 'global', ${sending(signedId)}::text::jsonb)`,
  automation_rules: (signedId) => runtime().sql`
    insert into automation_rules (account_id, name, event_name, actions)
    values (${account.id}, 'Send it', 'message_created', ${sending(signedId)}::text::jsonb)`,
  articles: async (signedId) => {
    const portal = await seedPortal(account.id);
    await seedArticle(account.id, portal.id, { content: `![](https://example.com/files/${signedId}/story.txt)` });
  },
};
const sending = (signedId: string) => JSON.stringify([{ action_name: "send_attachment", action_params: [signedId] }]);

test("visitors send files the same way, of the kinds that visitors may send", async () => {
  const settings = website.settings.parse({ website_url: "https://example.com" });
  const inbox = await seedInbox(account.id, [account.inside.id], { channel: "website", settings });
  const { sourceId } = await seedConversation(account, { inboxId: inbox.id });
  const visitor = {
    query: `?website_token=${inbox.identifier}`,
    headers: { "x-auth-token": issueWidgetToken({ sourceId, inboxId: inbox.id }) },
  };
  const program = announce(text, { content_type: "application/x-msdownload" });
  expect((await call(inWidget.POST, { ...visitor, body: program })).status).toBe(422);
  expect((await call(inWidget.POST, { ...visitor, headers: {}, body: announce() })).status).toBe(404);
  const { body } = await call(inWidget.POST, { ...visitor, body: announce() });
  await put(body.direct_upload.url, text);
  const sent = await call(widgetMessages.POST, {
    ...visitor,
    body: { message: { content: "See", attachments: [body.signed_id] } },
  });
  expect(sent.body.attachments).toMatchObject([{ file_type: "file" }]);
  const [row] = await runtime().sql`select count(*)::int as n from attachments where account_id = ${account.id}`;
  expect(row?.n).toBe(1);
});
