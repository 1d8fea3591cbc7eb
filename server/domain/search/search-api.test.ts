import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedInbox, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedArticle, seedPortal } from "#db/testing/seed-help-center.ts";
import { countStatements, expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as articleSearch from "../../../app/api/v1/accounts/[account_id]/search/articles/route.ts";
import * as contactSearch from "../../../app/api/v1/accounts/[account_id]/search/contacts/route.ts";
import * as conversationSearch from "../../../app/api/v1/accounts/[account_id]/search/conversations/route.ts";
import * as messageSearch from "../../../app/api/v1/accounts/[account_id]/search/messages/route.ts";
import * as everything from "../../../app/api/v1/accounts/[account_id]/search/route.ts";
import { searchEverything, searchMessages } from "./search.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const asking = (q: string, token = account.inside.token) => ({
  params: { account_id: account.id },
  token,
  query: `?q=${encodeURIComponent(q)}`,
});

test("everything: four sections, only of this account; a blank text finds nothing", async () => {
  for (const of of [account, account.other]) {
    const conversation = await seedConversation(of, { contact: { name: "Zoe Marsh", email: `z@${of.id}.example` } });
    await seedMessage(of.id, conversation, { content: "zoe was here" });
  }
  const { status, body } = await call(everything.GET, asking("zoe"));
  expect(status).toBe(200);
  expect(Object.keys(body.payload)).toEqual(["conversations", "contacts", "messages", "articles"]);
  const counts = [body.payload.conversations, body.payload.contacts, body.payload.messages, body.payload.articles];
  expect(counts.map((section) => section.length)).toEqual([1, 1, 1, 0]);
  expect(counts.flat().every((hit) => !("account_id" in hit) || hit.account_id === account.id)).toBe(true);
  const blank = await call(everything.GET, asking("  "));
  expect(blank.body.payload).toEqual({ conversations: [], contacts: [], messages: [], articles: [] });
});

test("everything: within ten statements, however much there is", async () => {
  for (let index = 0; index < 5; index++) {
    const conversation = await seedConversation(account, {
      contact: { name: `Zoe ${index}`, identifier: `z${index}` },
    });
    await seedMessage(account.id, conversation, { content: "zoe" });
  }
  const { payload } = await expectStatements(10, () => searchEverything(account.inside.ctx, { q: "zoe", page: 1 }));
  expect(payload.messages.length).toBe(5);
});

test("conversations: by contact, and first the one with the number; with the last message and who has it", async () => {
  const one = await seedConversation(account, { assigneeId: account.inside.id, additionalAttributes: { source: "x" } });
  await seedMessage(account.id, one, { content: "last words" });
  const named = await seedConversation(account, { contact: { name: `Room ${one.displayId}` } });
  const { body } = await call(conversationSearch.GET, asking(String(one.displayId)));
  expect(body.payload.conversations.map((hit) => hit.id)).toEqual([one.displayId, named.displayId]);
  expect(body.payload.conversations[0]).toMatchObject({
    account_id: account.id,
    message: { content: "last words" },
    contact: { id: one.contactId, name: "Maria" },
    inbox: { id: account.inbox.id, name: "Support", channel_type: "Channel::Api" },
    agent: { id: account.inside.id, email: account.inside.email, role: "agent" },
    additional_attributes: { source: "x" },
  });
  expect(body.payload.conversations[1]).toMatchObject({ message: null, agent: {} });
});

test("an agent finds conversations and messages of their inboxes alone, an administrator all", async () => {
  const elsewhere = await seedInbox(account.id);
  const hidden = await seedConversation(account, { inboxId: elsewhere.id, contact: { name: "Hidden Person" } });
  await seedMessage(account.id, hidden, { content: "hidden words" });
  const found = async (token: string) => [
    (await call(conversationSearch.GET, asking("hidden", token))).body.payload.conversations.length,
    (await call(conversationSearch.GET, asking(String(hidden.displayId), token))).body.payload.conversations.length,
    (await call(messageSearch.GET, asking("hidden", token))).body.payload.messages.length,
  ];
  expect(await found(account.inside.token)).toEqual([0, 0, 0]);
  expect(await found(account.admin.token)).toEqual([1, 1, 1]);
});

test("contacts: those whom lists show, whoever wrote last first", async () => {
  await seedConversation(account, { contact: { name: "Zoe anonymous" } });
  await seedConversation(account, {
    contact: { name: "Zoe early", email: "early@example.com", lastActivityAt: new Date(1) },
  });
  await seedConversation(account, {
    contact: { name: "Zoe late", phoneNumber: "+15550100", lastActivityAt: new Date(2) },
  });
  const names = async (q: string) =>
    (await call(contactSearch.GET, asking(q))).body.payload.contacts.map((contact) => contact.name);
  expect(await names("ZOE")).toEqual(["Zoe late", "Zoe early"]);
  expect(await names("early@")).toEqual(["Zoe early"]);
});

test("messages: the newest first, fifteen to a page, neither lines of the system nor older than three months", async () => {
  const conversation = await seedConversation(account);
  const ids: number[] = [];
  for (let index = 0; index < 16; index++)
    ids.push((await seedMessage(account.id, conversation, { content: `parcel ${index}` })).id);
  await seedMessage(account.id, conversation, { content: "parcel line", messageType: 2 });
  await seedMessage(account.id, conversation, { content: "parcel old", createdAt: new Date(2020, 1, 1) });
  const page = async (number: number) =>
    (
      await call(messageSearch.GET, { ...asking("parcel"), query: `?q=parcel&page=${number}` })
    ).body.payload.messages.map((message) => message.id);
  expect(await page(1)).toEqual(ids.slice(1).reverse());
  expect(await page(2)).toEqual([ids[0]]);
  expect(await page(3)).toEqual([]);
});

test("messages: narrowed by time, inbox and sender; what means nothing narrows nothing", async () => {
  const conversation = await seedConversation(account);
  const contents = async (more: string) =>
    (await call(messageSearch.GET, { ...asking("x"), query: `?q=parcel${more}` })).body.payload.messages.map(
      (message) => message.content,
    );
  await seedMessage(account.id, conversation, { content: "parcel in", createdAt: new Date(Date.now() - 86_400_000) });
  await seedMessage(account.id, conversation, {
    content: "parcel out",
    messageType: 1,
    senderType: "User",
    senderId: account.inside.id,
  });
  const anHourAgo = Math.floor(Date.now() / 1000) - 3600;
  expect(await contents(`&since=${anHourAgo}`)).toEqual(["parcel out"]);
  expect(await contents(`&until=${anHourAgo}`)).toEqual(["parcel in"]);
  expect(await contents(`&from=agent:${account.inside.id}`)).toEqual(["parcel out"]);
  expect(await contents(`&from=contact:${conversation.contactId}`)).toEqual(["parcel in"]);
  expect(await contents("&inbox_id=999999")).toEqual([]);
  expect(await contents("&from=nobody&since=yesterday")).toEqual(["parcel out", "parcel in"]);
});

test("a text found nowhere among the newest is found by the index", async () => {
  const conversation = await seedConversation(account);
  const { id } = await seedMessage(account.id, conversation, { content: "the needle" });
  await runtime().sql`
    insert into messages (account_id, conversation_id, inbox_id, message_type, content)
    select ${account.id}, ${conversation.id}, ${account.inbox.id}, 0, 'hay ' || n from generate_series(1, 10001) n`;
  const { body } = await call(messageSearch.GET, asking("needle"));
  expect(body.payload.messages.map((message) => message.id)).toEqual([id]);
});

test("a text of many messages, though of none of late, is looked for further back before the index is tried", async () => {
  const conversation = await seedConversation(account);
  const elsewhere = await seedConversation(account, { inboxId: (await seedInbox(account.id)).id });
  const insert = async (content: string, count: number, { id, inboxId } = conversation) => {
    const rows = await runtime().sql<{ id: number }[]>`
      insert into messages (account_id, conversation_id, inbox_id, message_type, content)
      select ${account.id}, ${id}, ${inboxId}, 0, ${content} from generate_series(1, ${count}::int) returning id`;
    return rows.map((row) => Number(row.id)).toSorted((one, other) => other - one);
  };
  const seen = await insert("hay, needle", 30_000);
  const unseen = await insert("hay, needle", 20, elsewhere);
  await insert("hay", 5_001);
  await runtime().sql`analyze messages`;
  for (const [person, ids] of [[account.inside, seen] as const, [account.admin, unseen] as const]) {
    const { result, statements } = await countStatements(() => searchMessages(person.ctx, { q: "needle", page: 1 }));
    expect(result.payload.messages.map(({ id }) => id)).toEqual(ids.slice(0, 15));
    expect(statements.length).toBe(4);
    expect(statements.join()).not.toContain("statement_timeout");
  }
});

test("articles: by title or content, of this account alone", async () => {
  for (const of of [account, account.other]) {
    const { id } = await seedPortal(of.id, { slug: `help-${of.id}` });
    await seedArticle(of.id, id, { title: "Returns", content: "Send it back" });
  }
  const { body } = await call(articleSearch.GET, asking("send it"));
  expect(body.payload.articles).toMatchObject([
    { title: "Returns", portal_slug: `help-${account.id}`, account_id: account.id, status: "draft" },
  ]);
});

test("422 for a text without end", async () => {
  expect((await call(everything.GET, asking("x".repeat(1001)))).status).toBe(422);
});
