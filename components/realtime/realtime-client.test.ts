import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { QueryObserver } from "@tanstack/react-query";
import { Server } from "socket.io";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { eventually } from "#db/testing/eventually.ts";
import { openRealtime, type RealtimeClient } from "./realtime-client.ts";
import { AccountModel } from "./testing/account-model.ts";
import { ACCOUNT, ME } from "./testing/model-rows.ts";

let http: HttpServer;
let io: Server;
let url: string;
let joined: number[];
let client: RealtimeClient | undefined;
const page = Object.assign(new EventTarget(), { hidden: false });
const window = new EventTarget();

beforeEach(async () => {
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal("removeEventListener", window.removeEventListener.bind(window));
  joined = [];
  http = createServer();
  io = new Server(http, { path: "/rt", transports: ["websocket"] });
  io.on("connection", (socket) => {
    socket.on("join", ({ account_id }: { account_id: number }, answer: (result: { ok: boolean }) => void) => {
      joined.push(account_id);
      void socket.join(`account:${account_id}`);
      answer({ ok: true });
    });
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterEach(async () => {
  client?.close();
  client = undefined;
  await io.close();
  vi.unstubAllGlobals();
});

async function open(model: AccountModel) {
  const seen = { connected: 0, disconnected: 0 };
  const cache = { client: model.fetch([]), accountId: ACCOUNT, me: ME };
  client = await openRealtime({
    cache,
    url,
    onConnected: () => seen.connected++,
    onDisconnected: () => seen.disconnected++,
  });
  await eventually(() => expect(seen.connected).toBe(1));
  return { cache: cache.client, seen };
}

function withConversation(): AccountModel {
  const model = new AccountModel();
  model.create(1, 1);
  model.events.length = 0;
  return model;
}

test("joins the account and shows what it hears", async () => {
  const model = withConversation();
  const { cache } = await open(model);
  expect(joined).toEqual([ACCOUNT]);
  model.update(1, { priority: "urgent" });
  for (const { name, payload } of model.events) io.emit(name, payload);
  await eventually(() =>
    expect(cache.getQueryData(conversationKeys.detail(ACCOUNT, 1))).toMatchObject({ priority: "urgent" }),
  );
});

test("after a lost line it joins again and fetches what is on the screen", async () => {
  const { cache, seen } = await open(withConversation());
  let fetches = 0;
  const key = ["accounts", ACCOUNT, "on screen"];
  const observer = new QueryObserver(cache, {
    queryKey: key,
    queryFn: () => ++fetches,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const leave = observer.subscribe(() => undefined);
  await eventually(() => expect(fetches).toBeGreaterThan(0));
  const before = fetches;
  io.disconnectSockets();
  await eventually(() => expect(seen).toEqual({ connected: 2, disconnected: 1 }));
  await eventually(() => expect(fetches).toBe(before + 1));
  leave();
});

test("what a fetch under way has missed is applied to its result", async () => {
  const model = withConversation();
  const { cache } = await open(model);
  const key = conversationKeys.detail(ACCOUNT, 1);
  const old = cache.getQueryData(key);
  let answer: (value: unknown) => void = () => undefined;
  const fetching = cache.fetchQuery({
    queryKey: key,
    queryFn: () => new Promise((resolve) => (answer = resolve)),
    staleTime: 0,
  });
  model.update(1, { priority: "urgent" });
  for (const { name, payload } of model.events) io.emit(name, payload);
  await eventually(() => expect(cache.getQueryData(key)).toMatchObject({ priority: "urgent" }));
  answer(old);
  await fetching;
  expect(cache.getQueryData(key)).toMatchObject({ priority: "urgent" });
});

test("going offline is noticed at once, and so is the way back", async () => {
  const { seen } = await open(withConversation());
  window.dispatchEvent(new Event("offline"));
  await eventually(() => expect(seen.disconnected).toBe(1));
  window.dispatchEvent(new Event("online"));
  await eventually(() => expect(seen.connected).toBe(2));
});

test("typing ends by itself", async () => {
  const { cache } = await open(withConversation());
  const key = conversationKeys.typing(ACCOUNT, 1);
  const person = { kind: "contact", id: 10, name: "Ana" };
  io.emit("typing", { account_id: ACCOUNT, conversation_id: 1, person, state: "on", is_private: false });
  await eventually(() => expect(cache.getQueryData(key)).toHaveLength(1));
  await eventually(() => expect(cache.getQueryData(key)).toHaveLength(0));
});
