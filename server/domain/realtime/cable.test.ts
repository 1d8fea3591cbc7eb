import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import WebSocket from "ws";
import { users } from "#db/schema/accounts.ts";
import { contactInboxes } from "#db/schema/contacts.ts";
import { eventually } from "#db/testing/eventually.ts";
import { type SeededAccount, type SeededConversation, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { announceAccessChanges } from "../../platform/realtime/access-changes.ts";
import { type Realtime, startRealtime } from "../../platform/realtime/start-realtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { type CacheKeys, getCacheKeys } from "../accounts/cache-keys.ts";
import { setPassword } from "../accounts/set-password.ts";
import { updateContact } from "../contacts/update-contact.ts";
import { toggleStatus } from "../conversations/toggle-status.ts";
import { toggleTyping } from "../conversations/toggle-typing.ts";
import { removeInboxMembers } from "../inboxes/members.ts";
import { createLabel } from "../labels/create-label.ts";
import { createMessage } from "../messages/create-message.ts";
import { registry } from "../registry.ts";

const readers = { ...registry, subscribers: [announceAccessChanges, ...registry.subscribers] };

let http: Server;
let realtime: Realtime;
let url: string;
let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;
const open: WebSocket[] = [];

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account);
  http = createServer((_request, response) => response.end("page"));
  realtime = await startRealtime({ httpServer: http, registry });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/cable`;
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await realtime.close();
  http.close();
});

interface Frame {
  type?: string;
  identifier?: string;
  message?: { event: string; data: Record<string, unknown> } | number;
}

interface Client {
  socket: WebSocket;
  frames: Frame[];
  say(command: string, identifier: string, data?: string): void;
  heard(event: string): Record<string, unknown>[];
}

async function connect(): Promise<Client> {
  const socket = new WebSocket(url, ["actioncable-v1-json", "actioncable-unsupported"]);
  open.push(socket);
  const frames: Frame[] = [];
  socket.on("message", (raw) => frames.push(JSON.parse(String(raw)) as Frame));
  await eventually(() => expect(frames[0]).toEqual({ type: "welcome" }));
  expect(socket.protocol).toBe("actioncable-v1-json");
  return {
    socket,
    frames,
    say: (command, identifier, data) => socket.send(JSON.stringify({ command, identifier, ...(data && { data }) })),
    heard: (event) =>
      frames.flatMap(({ message }) => (typeof message === "object" && message.event === event ? [message.data] : [])),
  };
}

async function tokenOf(userId: number): Promise<string> {
  const [row] = await runtime().db.select().from(users).where(eq(users.id, userId));
  return row?.pubsubToken ?? "";
}

async function contactToken(): Promise<string> {
  const [row] = await runtime()
    .db.select()
    .from(contactInboxes)
    .where(eq(contactInboxes.id, conversation.contactInboxId));
  return row?.pubsubToken ?? "";
}

/** Keys in another order than ours, so that only an identifier that is echoed byte for byte is found again. */
const identify = (fields: Record<string, unknown>) => JSON.stringify({ ...fields, channel: "RoomChannel" });

async function enter(fields: Record<string, unknown>): Promise<Client> {
  const client = await connect();
  const identifier = identify(fields);
  client.say("subscribe", identifier);
  await eventually(() => expect(client.frames).toContainEqual({ identifier, type: "confirm_subscription" }));
  await eventually(() => expect(client.heard("presence.update")).toHaveLength(1));
  return client;
}

const enterAs = async (person: { id: number }) =>
  enter({ pubsub_token: await tokenOf(person.id), account_id: account.id, user_id: person.id });

const write = (content: string, values: { private?: boolean; echo_id?: string } = {}) =>
  createMessage(account.inside.ctx, { conversation_id: conversation.displayId, content, ...values } as never);

test("only the right token of a member is confirmed; anything else is rejected with the same identifier", async () => {
  const token = await tokenOf(account.inside.id);
  const client = await connect();
  for (const fields of [
    { pubsub_token: "wrong", account_id: account.id, user_id: account.inside.id },
    { pubsub_token: token, account_id: account.id, user_id: account.admin.id },
    { pubsub_token: token, account_id: account.other.id, user_id: account.inside.id },
    { pubsub_token: token, user_id: account.inside.id },
    { pubsub_token: token },
  ]) {
    client.say("subscribe", identify(fields));
    await eventually(() =>
      expect(client.frames).toContainEqual({ identifier: identify(fields), type: "reject_subscription" }),
    );
  }
  client.say("subscribe", "no json");
  await eventually(() => expect(client.frames).toContainEqual({ identifier: "no json", type: "reject_subscription" }));
  client.socket.send("{{{");
  await enterAs(account.inside);
});

test("members of the inbox and administrators hear a message as the contract has it, others nothing", async () => {
  const inside = await enterAs(account.inside);
  const admin = await enterAs(account.admin);
  const outside = await enterAs(account.outside);
  const stranger = await enter({
    pubsub_token: await tokenOf(account.other.admin.id),
    account_id: account.other.id,
    user_id: account.other.admin.id,
  });
  const message = await write("Hello", { echo_id: "e1" });
  await dispatchEvents(readers);
  for (const client of [inside, admin]) {
    await eventually(() => expect(client.heard("message.created")).toHaveLength(1));
    expect(client.heard("message.created")[0]).toMatchObject({
      id: message.id,
      account_id: account.id,
      conversation_id: conversation.displayId,
      content: "Hello",
      message_type: 1,
      echo_id: "e1",
      sender_type: "User",
      sender_id: account.inside.id,
      conversation: { contact_inbox: { source_id: conversation.sourceId } },
      performer: { id: account.inside.id, type: "user" },
    });
    expect(client.heard("first.reply.created")).toHaveLength(1);
  }
  await toggleStatus(account.inside.ctx, { conversation_id: conversation.displayId, status: "resolved" });
  await dispatchEvents(readers);
  await eventually(() => expect(admin.heard("conversation.status_changed")).toHaveLength(1));
  expect(admin.heard("conversation.status_changed")[0]).toMatchObject({
    id: conversation.displayId,
    status: "resolved",
    account_id: account.id,
    channel: "Channel::Api",
    contact_inbox: { source_id: conversation.sourceId, pubsub_token: await contactToken() },
    messages: [{ content: "Hello" }],
    meta: { sender: { id: conversation.contactId, type: "contact" } },
  });
  for (const client of [outside, stranger])
    expect(client.frames.filter(({ message: m }) => typeof m === "object" && m.event !== "presence.update")).toEqual(
      [],
    );
});

test("a contact hears what is meant for them: no notes, no activity lines, no other contact's words", async () => {
  const contact = await enter({ pubsub_token: await contactToken() });
  expect(Object.keys(contact.heard("presence.update")[0] ?? {})).not.toContain("contacts");
  await write("secret", { private: true });
  await write("Hello");
  await toggleStatus(account.inside.ctx, { conversation_id: conversation.displayId, status: "resolved" });
  const second = await seedConversation(account);
  await createMessage(account.inside.ctx, { conversation_id: second.displayId, content: "to another" } as never);
  await dispatchEvents(readers);
  await eventually(() => expect(contact.heard("conversation.status_changed")).toHaveLength(1));
  expect(contact.heard("message.created").map(({ content }) => content)).toEqual(["Hello"]);
  expect(contact.heard("conversation.status_changed")[0]).toMatchObject({ messages: [{ content: "Hello" }] });
  expect(contact.heard("first.reply.created")).toEqual([]);
});

test("everybody of the account hears of contacts", async () => {
  const outside = await enterAs(account.outside);
  await updateContact(account.admin.ctx, { id: conversation.contactId, name: "Mary" } as never);
  await dispatchEvents(readers);
  await eventually(() => expect(outside.heard("contact.updated")).toHaveLength(1));
  expect(outside.heard("contact.updated")[0]).toMatchObject({ name: "Mary", type: "contact", account_id: account.id });
});

test("who keeps lists learns all their keys as they are now, and of members too", async () => {
  const outside = await enterAs(account.outside);
  const keys = () => outside.heard("account.cache_invalidated").map(({ cache_keys }) => cache_keys as CacheKeys);
  await createLabel(account.admin.ctx, { title: "vip" } as never);
  await dispatchEvents(readers);
  await eventually(() => expect(keys()).toHaveLength(1));
  expect(keys()[0]).toEqual((await getCacheKeys(account.outside.ctx)).cache_keys);
  await removeInboxMembers(account.admin.ctx, { inbox_id: account.inbox.id, user_ids: [account.inside.id] });
  await dispatchEvents(readers);
  await eventually(() => expect(keys()).toHaveLength(2));
  expect(keys()[1]).toMatchObject({ label: keys()[0]?.label, team: keys()[0]?.team });
  expect(keys()[1]?.inbox).not.toBe(keys()[0]?.inbox);
});

test("who types does not hear it, the team and the contact do; a note is typed for the team alone", async () => {
  const inside = await enterAs(account.inside);
  const admin = await enterAs(account.admin);
  const contact = await enter({ pubsub_token: await contactToken() });
  const type = (is_private: boolean) =>
    toggleTyping(account.inside.ctx, { conversation_id: conversation.displayId, typing_status: "on", is_private });
  await type(true);
  await type(false);
  await eventually(() => expect(admin.heard("conversation.typing_on")).toHaveLength(2));
  await eventually(() => expect(contact.heard("conversation.typing_on")).toHaveLength(1));
  expect(contact.heard("conversation.typing_on")[0]).toMatchObject({
    conversation: { id: conversation.displayId },
    user: { id: account.inside.id, type: "user" },
    is_private: false,
    account_id: account.id,
  });
  expect(inside.heard("conversation.typing_on")).toEqual([]);
});

test("who sends stops typing: the team and the contact hear it, of a note the team alone", async () => {
  const admin = await enterAs(account.admin);
  const contact = await enter({ pubsub_token: await contactToken() });
  const send = (isPrivate: boolean) =>
    createMessage(account.inside.ctx, { conversation_id: conversation.displayId, content: "Hi", private: isPrivate });
  await send(true);
  await send(false);
  await eventually(() => expect(admin.heard("conversation.typing_off")).toHaveLength(2));
  await eventually(() => expect(contact.heard("conversation.typing_off")).toHaveLength(1));
  expect(contact.heard("conversation.typing_off")[0]).toMatchObject({
    user: { id: account.inside.id },
    is_private: false,
  });
});

test("presence is answered to the caller, with contacts for the team", async () => {
  await enter({ pubsub_token: await contactToken() });
  const inside = await enterAs(account.inside);
  const fields = { pubsub_token: await tokenOf(account.inside.id), account_id: account.id, user_id: account.inside.id };
  inside.say("message", identify(fields), JSON.stringify({ action: "update_presence" }));
  await eventually(() => expect(inside.heard("presence.update")).toHaveLength(2));
  expect(inside.heard("presence.update")[1]).toMatchObject({
    account_id: account.id,
    users: { [account.inside.id]: "online" },
    contacts: { [conversation.contactId]: "online" },
  });
});

test("an ended membership ends what is heard, and a new password ends the subscription", async () => {
  const inside = await enterAs(account.inside);
  const admin = await enterAs(account.admin);
  await removeInboxMembers(account.admin.ctx, { inbox_id: account.inbox.id, user_ids: [account.inside.id] });
  await dispatchEvents(readers);
  await eventually(() => expect(inside.heard("account.cache_invalidated")).toHaveLength(1));
  await eventually(async () => {
    const stays = admin.heard("message.created").length;
    const before = inside.heard("message.created").length;
    await createMessage(account.admin.ctx, { conversation_id: conversation.displayId, content: "x" } as never);
    await dispatchEvents(readers);
    await eventually(() => expect(admin.heard("message.created").length).toBeGreaterThan(stays));
    expect(inside.heard("message.created")).toHaveLength(before);
  });
  await setPassword(account.admin.ctx, { email: account.inside.email, password: "Another-horse-2" });
  await dispatchEvents(readers);
  await eventually(() => expect(inside.frames.at(-1)).toMatchObject({ type: "reject_subscription" }));
});

test("after unsubscribing nothing is heard, and a stopping server says that it comes back", async () => {
  const inside = await enterAs(account.inside);
  const stays = await enterAs(account.inside);
  const fields = { pubsub_token: await tokenOf(account.inside.id), account_id: account.id, user_id: account.inside.id };
  inside.say("unsubscribe", identify(fields));
  inside.say("subscribe", "marker");
  await eventually(() => expect(inside.frames.at(-1)).toMatchObject({ identifier: "marker" }));
  await write("Hello");
  await dispatchEvents(readers);
  await eventually(() => expect(stays.heard("message.created")).toHaveLength(1));
  expect(inside.heard("message.created")).toEqual([]);
  await realtime.disconnect();
  await eventually(() =>
    expect(stays.frames.at(-1)).toEqual({ type: "disconnect", reason: "server_restart", reconnect: true }),
  );
});

test("pings come every three seconds with the time", async () => {
  const client = await connect();
  const isPing = ({ type }: Frame) => type === "ping";
  await eventually(() => expect(client.frames.filter(isPing).length).toBeGreaterThan(0));
  expect(Number(client.frames.find(isPing)?.message)).toBeCloseTo(Date.now() / 1000, -2);
});
