import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedAccount,
  seedConversation,
  seedInbox,
} from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { type RunningSimulator, startSimulator } from "../../channels/simulator/server/start-simulator.ts";
import { type FakeWhapi, startFakeWhapi } from "../../channels/testing/fake-whapi.ts";
import { systemContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { encrypt } from "../../platform/secrets.ts";
import { claimNextMessage } from "./claim-next-message.ts";
import { createMessage } from "./create-message.ts";
import { deleteMessage } from "./delete-message.ts";
import { deliverMany } from "./deliver-many.ts";
import { deliverPending } from "./deliver-pending.ts";
import { recordAccepted, recordFailure } from "./delivery-results.ts";
import { editMessage } from "./edit-message.ts";
import { ingestInbox } from "./ingest-inbox.ts";
import { retryMessage } from "./retry-message.ts";
import { settleAbandonedSends } from "./settle-abandoned-sends.ts";
import { storeInboundEvent } from "./store-inbound-events.ts";

let account: SeededAccount;
let conversation: SeededConversation;
let whapi: FakeWhapi;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

beforeEach(async () => {
  whapi = await startFakeWhapi();
  account = await seedAccount();
  const inbox = await seedInbox(account.id, [account.inside.id], {
    channel: "whapi",
    settings: { base_url: whapi.baseUrl, phone_number: `+1202556${1000 + account.id}` },
    secrets: encrypt(JSON.stringify({ token: whapi.token })),
  });
  conversation = await seedConversation(account, { inboxId: inbox.id });
  await runtime().sql`update contact_inboxes set source_id = '12025550123' where id = ${conversation.contactInboxId}`;
});
afterEach(() => whapi.close());

const send = (content: string, more: object = {}) =>
  createMessage(account.inside.ctx, { conversation_id: conversation.displayId, content, ...more });
const deliver = () => deliverPending({ accountId: account.id, conversationId: conversation.id });
const messages = () => runtime().sql<
  {
    id: number;
    content: string;
    delivery: string;
    status: string;
    attributes: Record<string, string>;
    source_id: string | null;
  }[]
>`
  select id, content, delivery, status, content_attributes as attributes, source_id from messages where account_id = ${account.id} order by id`;
const texts = () => whapi.requestsTo("/messages/text").map((request) => (request.body as { body: string }).body);

describe("delivery", () => {
  test("sends what waits in order, each once, and notes the provider's ids", async () => {
    for (const content of ["one", "two", "three"]) await send(content);
    await Promise.all([deliver(), deliver(), deliver()]);
    await deliver();
    expect(texts()).toEqual(["one", "two", "three"]);
    expect(whapi.requests.flatMap((request) => request.problems)).toEqual([]);
    for (const message of await messages()) {
      expect(message).toMatchObject({ delivery: "accepted", status: "sent" });
      expect(message.source_id).toBeTruthy();
    }
  });

  test("a refusal shows the provider's words, and retry sends exactly once more", async () => {
    whapi.fail({ match: /messages\/text/, status: 400, body: { error: { code: 400, message: "wrong parameters" } } });
    const sent = await send("hello");
    await deliver();
    const [failed] = await messages();
    expect(failed).toMatchObject({ delivery: "failed", status: "failed" });
    expect(failed?.attributes.external_error).toContain("wrong parameters");
    await retryMessage(account.inside.ctx, { conversation_id: conversation.displayId, message_id: sent.id });
    await Promise.all([deliver(), deliver()]);
    expect(await messages()).toMatchObject([{ delivery: "accepted", status: "sent" }]);
    expect(whapi.requestsTo("/messages/text")).toHaveLength(2);
  });

  test("a provider that is busy is asked again later, and what follows waits", async () => {
    whapi.fail({ match: /messages\/text/, status: 503, body: { error: { code: 503, message: "busy" } } });
    await send("first");
    await send("second");
    await deliver();
    expect(await messages()).toMatchObject([{ delivery: "pending" }, { delivery: "pending" }]);
    await runtime().sql`update messages set not_before = null where account_id = ${account.id}`;
    await deliver();
    expect(texts().slice(1)).toEqual(["first", "second"]);
  });

  test("what is deleted while it is on its way is deleted at the provider as soon as that has it", async () => {
    const { id } = await send("Oops");
    await runtime().sql`update messages set delivery = 'sending', sending_since = now() where id = ${id}`;
    await deleteMessage(account.inside.ctx, { conversation_id: conversation.displayId, message_id: id });
    expect(await takeJobs("push_message_change")).toEqual([]);
    const claimed = { id, conversationId: conversation.id, attempts: 1 };
    await recordAccepted(systemContext(account.id, "test"), claimed, { providerMessageId: "wamid-1" });
    expect(await messages()).toMatchObject([{ delivery: "accepted", source_id: "wamid-1" }]);
    expect(await takeJobs("push_message_change")).toEqual([
      { account_id: account.id, message_id: id, change: "delete" },
    ]);
  });

  test("what is edited while it is on its way is edited at the provider once that has it, and not when it was sent as edited", async () => {
    const { id } = await send("Helo");
    const at = { conversation_id: conversation.displayId, message_id: id };
    await editMessage(account.inside.ctx, { ...at, content: "Hello" });
    const claimed = await claimNextMessage({ accountId: account.id, conversationId: conversation.id });
    if (!claimed) throw new Error("Nothing waits");
    expect(claimed.content).toBe("Hello");
    const ctx = systemContext(account.id, "test");
    await recordAccepted(ctx, claimed, { providerMessageId: "wamid-1" });
    expect(await takeJobs("push_message_change")).toEqual([]);
    await runtime().sql`update messages set delivery = 'sending', source_id = null where id = ${id}`;
    await editMessage(account.inside.ctx, { ...at, content: "Hello, Ana" });
    await recordAccepted(ctx, claimed, { providerMessageId: "wamid-1" });
    expect(await takeJobs("push_message_change")).toEqual([{ account_id: account.id, message_id: id, change: "edit" }]);
  });

  test("what is deleted while a send of it fails is not tried again", async () => {
    const { id } = await send("Oops");
    await runtime().sql`update messages set delivery = 'sending', sending_since = now() where id = ${id}`;
    await deleteMessage(account.inside.ctx, { conversation_id: conversation.displayId, message_id: id });
    const claimed = { id, conversationId: conversation.id, attempts: 1 };
    const busy = { kind: "temporary", message: "busy" } as const;
    expect(await recordFailure(systemContext(account.id, "test"), claimed, busy)).toBe("failed");
    await deliver();
    expect(await messages()).toMatchObject([{ delivery: "failed", attributes: { deleted: true } }]);
    expect(whapi.requests).toEqual([]);
  });

  test("what was planned is tried again in its own lane, behind what people write", async () => {
    whapi.fail({ match: /messages\/text/, status: 429, body: { error: { code: 429, message: "slow down" } } });
    await send("planned");
    await runtime().sql`truncate graphile_worker._private_jobs`;
    await deliverMany({ accountId: account.id, conversationIds: [conversation.id] });
    expect(await messages()).toMatchObject([{ delivery: "pending" }]);
    expect(await takeJobs("deliver_conversation")).toEqual([]);
    expect(await takeJobs("deliver_scheduled")).toEqual([{ account_id: account.id, conversation_id: conversation.id }]);
  });

  test("an unknown outcome is never sent again by itself", async () => {
    whapi.fail({ match: /messages\/text/, how: "accept-then-close" });
    await send("maybe");
    await deliver();
    const [message] = await messages();
    expect(message).toMatchObject({
      delivery: "failed",
      status: "failed",
      attributes: { error_kind: "unknown", error_code: "unknown_outcome" },
    });
    await deliver();
    expect(whapi.requestsTo("/messages/text")).toHaveLength(1);
  });

  test("a worker that died while sending leaves a message for a person to decide, and what waits goes on", async () => {
    await send("lost");
    await runtime().sql`
      update messages set delivery = 'sending', sending_since = now() - interval '5 minutes' where account_id = ${account.id}`;
    await send("next");
    await deliver();
    expect(texts()).toEqual([]);
    await settleAbandonedSends();
    await deliver();
    expect(texts()).toEqual(["next"]);
    expect(await messages()).toMatchObject([
      { delivery: "failed", attributes: { error_kind: "unknown" } },
      { delivery: "accepted" },
    ]);
  });

  test("several files go one by one, the text with the first; a retry leaves out what was taken", async () => {
    const dot = await sharp({ create: { width: 2, height: 2, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const image = new File([Uint8Array.from(dot)], "dot.png", { type: "image/png" });
    const text = new File(["hello"], "notes.txt", { type: "text/plain" });
    await send("two files", { attachments: [image, text] });
    whapi.fail({ match: /messages\/document/, status: 503 });
    await deliver();
    await runtime().sql`update messages set not_before = null where account_id = ${account.id}`;
    await deliver();
    expect(whapi.requestsTo("/messages/image")).toHaveLength(1);
    expect(whapi.requestsTo("/messages/image")[0]?.body).toMatchObject({ caption: "two files" });
    expect(whapi.requestsTo("/messages/document")).toHaveLength(2);
    expect(await messages()).toMatchObject([{ delivery: "accepted" }]);
    expect(whapi.requests.flatMap((request) => request.problems)).toEqual([]);
    const parts = await runtime().sql<{ id: string }[]>`
      select provider_message_id as id from message_parts where account_id = ${account.id}`;
    const echo = (id: string) => ({
      id,
      type: "text",
      from_me: true,
      source: "api",
      chat_id: "12025550123@s.whatsapp.net",
      timestamp: 1,
      text: { body: "x" },
    });
    const body = JSON.stringify({ messages: parts.map((part) => echo(part.id)) });
    await storeInboundEvent({ accountId: account.id, inboxId: conversation.inboxId, dedupeKey: null, body });
    await ingestInbox({ accountId: account.id, inboxId: conversation.inboxId });
    expect(parts).toHaveLength(2);
    expect(await messages()).toHaveLength(1);
  });

  test("the echo of a send whose answer was lost waits until the send is settled", async () => {
    await send("hello");
    await runtime().sql`update messages set delivery_attempts = 1 where account_id = ${account.id}`;
    const echo = {
      id: "ECHO-AAAA",
      type: "text",
      from_me: true,
      source: "api",
      chat_id: "12025550123@s.whatsapp.net",
      timestamp: 1,
      text: { body: "hello" },
    };
    const body = JSON.stringify({ messages: [echo] });
    await storeInboundEvent({ accountId: account.id, inboxId: conversation.inboxId, dedupeKey: null, body });
    await ingestInbox({ accountId: account.id, inboxId: conversation.inboxId });
    expect(await messages()).toHaveLength(1);
    await recordAccepted(
      systemContext(account.id),
      { id: (await messages())[0]?.id as number, conversationId: conversation.id, attempts: 1 },
      { providerMessageId: "ECHO-AAAA" },
    );
    await runtime().sql`update inbound_events set not_before = null where account_id = ${account.id}`;
    await ingestInbox({ accountId: account.id, inboxId: conversation.inboxId });
    expect(await messages()).toMatchObject([{ delivery: "accepted", source_id: "ECHO-AAAA" }]);
  });

  test("an echo that nobody claims is taken in in the end, and is one message with ours if it was ours, wherever it ended up", async () => {
    const mine = await send("hello");
    await runtime().sql`update messages set delivery_attempts = 1 where account_id = ${account.id}`;
    const message = {
      id: "ECHO-AAAA",
      type: "text",
      from_me: true,
      source: "api",
      timestamp: 1,
      text: { body: "hello" },
    };
    const body = JSON.stringify({ messages: [{ ...message, chat_id: "12025550177@s.whatsapp.net" }] });
    await storeInboundEvent({ accountId: account.id, inboxId: conversation.inboxId, dedupeKey: null, body });
    await ingestInbox({ accountId: account.id, inboxId: conversation.inboxId });
    expect(await messages()).toHaveLength(1);
    await runtime().sql`update inbound_events set not_before = null, attempts = 6 where account_id = ${account.id}`;
    await ingestInbox({ accountId: account.id, inboxId: conversation.inboxId });
    expect(await messages()).toHaveLength(2);
    expect(await runtime().sql`select state from inbound_events where account_id = ${account.id}`).toEqual([
      { state: "done" },
    ]);
    const claimed = { id: mine.id, conversationId: conversation.id, attempts: 1 };
    await recordAccepted(systemContext(account.id), claimed, { providerMessageId: "ECHO-AAAA" });
    expect(await messages()).toMatchObject([{ id: mine.id, delivery: "accepted", source_id: "ECHO-AAAA" }]);
  });

  test("a note stays here", async () => {
    await send("for us", { private: true });
    await deliver();
    expect(whapi.requests).toEqual([]);
  });
});

describe("the reply window", () => {
  let simulator: RunningSimulator;

  beforeEach(async () => {
    simulator = await startSimulator({ phone: `1202557${1000 + account.id}` });
    const inbox = await seedInbox(account.id, [account.inside.id], {
      channel: "simulator",
      settings: { base_url: simulator.url, phone_number: `+${simulator.state.phone}`, reply_window: true },
      secrets: encrypt(JSON.stringify({ token: simulator.token })),
    });
    conversation = await seedConversation(account, { inboxId: inbox.id });
    await runtime().sql`update contact_inboxes set source_id = '12025550123' where id = ${conversation.contactInboxId}`;
    return () => simulator.close();
  });
  const wroteHoursAgo = (hours: number) => runtime().sql`
    update conversations set last_incoming_at = now() - make_interval(hours => ${hours}) where account_id = ${account.id}`;
  const ready = {
    name: "still_there",
    language: "en",
    category: "utility",
    processed_params: { body: { name: "Ana" } },
  };
  const received = () => [...simulator.state.messages.values()].map(({ text }) => text);

  test("takes texts for 24 hours, and after that none: they fail with the reason, and leave on a retry once it is open", async () => {
    await wroteHoursAgo(23);
    await send("In time");
    await deliver();
    await wroteHoursAgo(25);
    const late = await send("Too late");
    await deliver();
    expect(received()).toEqual(["In time"]);
    expect((await messages()).at(-1)).toMatchObject({
      status: "failed",
      attributes: { error_code: "window_closed", external_error: "Template not found or invalid template name" },
    });
    await wroteHoursAgo(0);
    await retryMessage(account.inside.ctx, { conversation_id: conversation.displayId, message_id: late.id });
    await deliver();
    expect(received()).toEqual(["In time", "Too late"]);
  });

  test("takes templates at any time, also first; what the provider says about them is the reason", async () => {
    await send("Hello Ana, do you still need our help?", { template_params: ready });
    await send("Nobody there", { template_params: { ...ready, name: "unheard_of" } });
    await send("No value", { template_params: { ...ready, processed_params: {} } });
    await send("A text first");
    await deliver();
    expect(received()).toEqual(["Hello Ana, do you still need our help?"]);
    expect((await messages()).map(({ attributes }) => attributes.external_error)).toEqual([
      undefined,
      "There is no template of this name in this language",
      "The template needs a value for name",
      "Template not found or invalid template name",
    ]);
  });
});
