import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedConversation,
  seedMessage,
  seedTwoAccounts,
} from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as retry from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/retry/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/route.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account, {
    contact: { name: "ana maria SOUZA", email: "ana@example.com" },
    customAttributes: { plan: "gold" },
  });
});
afterAll(stopTestRuntime);

const here = (query = "") => ({
  params: { account_id: account.id, conversation_id: conversation.displayId },
  token: account.inside.token,
  query,
});
const send = (body: unknown) => call(all.POST, { ...here(), body });

describe("interactive messages", () => {
  test.each([
    ["input_select", [{ title: "Yes", value: "y" }]],
    ["cards", [{ title: "T", media_url: "u", actions: [{ type: "link", text: "Go", uri: "https://example.com" }] }]],
    ["form", [{ type: "select", label: "L", name: "n", options: [{ label: "a", value: "b" }], required: true }]],
  ])("200: %s keeps its items", async (content_type, items) => {
    const result = await send({ content: "Choose", content_type, content_attributes: { items } });
    expect(result.status).toBe(200);
    expect(result.body).toMatchObject({ content_type, content_attributes: { items } });
  });

  test.each([
    ["input_select", {}, "At least one item is required."],
    ["form", { items: [] }, "At least one item is required."],
    ["article", { items: ["a"] }, "Items should be a hash."],
    ["input_select", { items: [{ title: "a", colour: "b" }] }, "contains invalid keys for items : [:colour]"],
    ["cards", { items: [{ title: "a" }] }, "contains items missing actions"],
    ["cards", { items: [{ title: "a", actions: [] }] }, "contains items missing actions"],
    [
      "cards",
      { items: [{ title: "a", actions: [{ text: "b", href: "c" }] }] },
      "contains invalid keys for actions:  [:href]",
    ],
  ])("422: %s with %j", async (content_type, content_attributes, words) => {
    const result = await send({ content: "Choose", content_type, content_attributes });
    expect([result.status, result.body]).toEqual([422, { error: `Validation failed: Content attributes ${words}` }]);
  });
});

describe("variables", () => {
  test("what leaves has them filled in, but for code and unknown ones", async () => {
    const content =
      "Hi {{contact.first_name}} {{ contact.last_name }}, {{agent.name}} from {{account.name}} here: " +
      "#{{conversation.display_id}} {{conversation.custom_attribute.plan}} [{{nothing.here}}] `{{contact.name}}`";
    const { body } = await send({ content });
    const [row] = await runtime().sql<{ name: string }[]>`select name from accounts where id = ${account.id}`;
    expect(body.content).toMatch(
      new RegExp(
        `^Hi Ana Souza, .+ from ${row?.name} here: #${conversation.displayId} gold \\[\\] \`\\{\\{contact.name\\}\\}\`$`,
      ),
    );
  });

  test("wrong syntax stays as it is, and so does what a customer wrote", async () => {
    expect((await send({ content: "Hi {{contact.name" })).body.content).toBe("Hi {{contact.name");
    const incoming = await send({ content: "{{contact.name}}", message_type: "incoming" });
    expect(incoming.body.content).toBe("{{contact.name}}");
  });

  test("code ends at as many back-ticks as it began with, and a long text of them is read at once", async () => {
    const { body } = await send({
      content: "``{{contact.name}} ` `` {{contact.first_name}} ```{{contact.first_name}}`",
    });
    expect(body.content).toBe("``{{contact.name}} ` `` Ana ```Ana`");
    const rest = `${"`".repeat(70_000)}${"a".repeat(70_000)}`;
    expect((await send({ content: `{{contact.first_name}} ${rest}` })).body.content).toBe(`Ana ${rest}`);
  });

  test("values of a template are filled in too", async () => {
    const template_params = { name: "hello", processed_params: { body: { 1: "{{contact.first_name}}" } } };
    const { body } = await send({ content: "Hello", template_params });
    expect(body.additional_attributes).toEqual({
      template_params: { name: "hello", processed_params: { body: { 1: "Ana" } } },
    });
  });
});

describe("failures are one sentence", () => {
  test.each([
    [{ content: "x", message_type: "foo" }, /'foo' is not a valid message_type/],
    [{ content: "x", message_type: 7 }, /'7' is not a valid message_type/],
    [{ content: "x", content_type: "foo" }, /'foo' is not a valid content_type/],
    [{ content: { a: 1 } }, /^Validation failed: Content /],
    [{ content: "x".repeat(150_001) }, /^Validation failed: Content is too long \(maximum is 150000 characters\)$/],
    [{ content: "x", attachments: ["no-such-file"] }, /./],
  ])("422 for %j", async (body, words) => {
    const result = await send(body);
    expect([result.status, Object.keys(result.body as object)]).toEqual([422, ["error"]]);
    expect((result.body as unknown as { error: string }).error).toMatch(words);
  });
});

test("200: plain values in the form in which clients send them", async () => {
  const { body } = await send({ content: 42, message_type: "", source_id: 7, private: "true", sender_id: "" });
  expect(body).toMatchObject({ content: "42", message_type: 1, source_id: "7", private: true });
  expect((await send({ content: "in", message_type: "0" })).body.message_type).toBe(0);
});

test.each([["[1]"], ["7"], ["{nope"], [[]]])("200: content attributes that are no hash are none: %j", async (given) => {
  const result = await send({ content: "x", content_attributes: given });
  expect([result.status, result.body.content_attributes]).toEqual([200, {}]);
});

test("cursors: 0 stands before all messages, an empty one is none", async () => {
  const { id } = await seedMessage(account.id, conversation, { content: "one" });
  const ids = async (query: string) => (await call(all.GET, here(query))).body.payload.map((message) => message.id);
  expect(await ids("?after=0")).toEqual([id]);
  expect(await ids("?before=0")).toEqual([]);
  expect(await ids("?before=&after=")).toEqual([id]);
  expect(await ids(`?after=0&before=${id}`)).toEqual([]);
});

test("an API inbox: a failed message that is tried again is sent, not failed once more", async () => {
  const { body } = await send({ content: "Hi" });
  const at = { ...here(), params: { ...here().params, message_id: body.id } };
  await call(one.PATCH, { ...at, body: { status: "failed", external_error: "no route" } });
  const again = await call(retry.POST, at);
  expect(again.body).toMatchObject({ status: "sent", delivery: null, content_attributes: {}, source_id: null });
});

test("delete: of a reply nothing is left but that it was deleted", async () => {
  const quoted = await seedMessage(account.id, conversation);
  const { body } = await send({ content: "Yes", content_attributes: { in_reply_to: quoted.id } });
  const at = { ...here(), params: { ...here().params, message_id: body.id } };
  expect((await call(one.DELETE, at)).body.content_attributes).toEqual({ deleted: true });
});

test("a message of the contact that opens a resolved conversation again says so in the thread", async () => {
  await runtime().sql`update conversations set status = 'resolved' where id = ${conversation.id}`;
  await send({ content: "Still there?", message_type: "incoming" });
  await send({ content: "Hello?", message_type: "incoming" });
  const { payload } = (await call(all.GET, here())).body;
  expect(payload.map(({ content, message_type }) => [content, message_type])).toEqual([
    ["Still there?", 0],
    ["System reopened the conversation due to a new incoming message.", 2],
    ["Hello?", 0],
  ]);
});

test("a message of a campaign is no first reply", async () => {
  await send({ content: "Offer", campaign_id: 7 });
  const [row] = await runtime()
    .sql`select first_reply_created_at as at from conversations where id = ${conversation.id}`;
  expect(row).toEqual({ at: null });
});
