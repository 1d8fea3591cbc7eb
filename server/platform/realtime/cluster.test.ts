import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { z } from "zod";
import { eventually } from "#db/testing/eventually.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime, setRuntime } from "../runtime.ts";
import { hashToken } from "../secrets.ts";
import { emitToCable } from "./cable/emit-to-cable.ts";
import { emitToRooms } from "./emit.ts";
import type { RealtimePolicy } from "./realtime-policy.ts";
import { type Realtime, startRealtime } from "./start-realtime.ts";

/** Three processes' worth of sockets on one database: two web, one worker, which starts last and so owns `emitToRooms`. */
const parts: { http: Server; realtime: Realtime }[] = [];
const sockets: Socket[] = [];
const heard: [string, Record<string, unknown>][][] = [[], []];

const account = z.object({ account_id: z.number() });
const policy: RealtimePolicy = {
  clientEvents: {
    join: account,
    typing: account.extend({
      conversation_id: z.number(),
      state: z.enum(["on", "off", "recording"]),
      is_private: z.boolean(),
    }),
    viewing: account.extend({ conversation_id: z.number().nullable() }),
    presence: account,
  },
  member: async (userId) => ({ rooms: ["inbox:7"], viewer: { id: userId, name: "x", avatar_url: "" } }),
  audience: async () => ["inbox:7"],
  typed: async () => undefined,
  cable: async ({ pubsub_token }) =>
    pubsub_token === "known" ? { kind: "user", id: 1, accountId: 1, rooms: ["inbox:7"] } : null,
  notePresence: () => undefined,
  noteContactPresence: () => undefined,
  endPresence: () => undefined,
  availabilities: async () => ({}),
};

beforeAll(async () => {
  await startTestRuntime();
  for (const role of ["web", "web", "worker"] as const) {
    setRuntime({ ...runtime(), config: { ...runtime().config, role } });
    const http = createServer();
    parts.push({ http, realtime: await startRealtime({ httpServer: http, registry: { realtime: policy } }) });
    await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  }
  for (const [position, token] of ["one", "two"].entries()) sockets.push(await enter(position, token));
  // The processes find each other by their first heartbeats.
  await eventually(() => {
    emitToRooms(["inbox:7"], "hello", {});
    for (const list of heard) expect(list.map(([name]) => name)).toContain("hello");
  });
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  for (const { http, realtime } of parts) {
    await realtime.close();
    http.close();
  }
  await stopTestRuntime();
});

async function enter(position: number, token: string): Promise<Socket> {
  const { sql } = runtime();
  const [user] = await sql<{ id: number }[]>`
    insert into users (name, email, pubsub_token) values (${token}, ${token}, ${token}) returning id`;
  await sql`insert into access_tokens (owner_type, owner_id, token_hash, token_encrypted) values ('user', ${user?.id ?? 0}, ${hashToken(token)}, '')`;
  const { port } = (parts[position] as (typeof parts)[number]).http.address() as AddressInfo;
  const socket = connect(`http://127.0.0.1:${port}`, {
    path: "/rt",
    transports: ["websocket"],
    forceNew: true,
    auth: { api_access_token: token },
  });
  socket.onAny((event: string, payload: Record<string, unknown>) => heard[position]?.push([event, payload]));
  expect(await socket.timeout(3000).emitWithAck("join", { account_id: 1 })).toEqual({ ok: true });
  return socket;
}

const of = (position: number, event: string) =>
  heard[position]?.filter(([name]) => name === event).map(([, payload]) => payload);

test("what a worker says reaches sockets of every web process once, also when it is larger than a notification", async () => {
  const text = "x".repeat(30_000);
  emitToRooms(["inbox:7"], "message.created", { text, missing: undefined });
  await eventually(() => {
    for (const position of [0, 1]) expect(of(position, "message.created")).toEqual([{ text }]);
  });
});

test("viewers and typing are known in every web process", async () => {
  await sockets[0]?.timeout(3000).emitWithAck("viewing", { account_id: 1, conversation_id: 5 });
  await sockets[1]?.timeout(3000).emitWithAck("viewing", { account_id: 1, conversation_id: 5 });
  await eventually(() => {
    for (const position of [0, 1])
      expect(of(position, "viewers")?.at(-1)).toMatchObject({ conversation_id: 5, viewers: [{}, {}] });
  });
  await sockets[0]
    ?.timeout(3000)
    .emitWithAck("typing", { account_id: 1, conversation_id: 5, state: "on", is_private: false });
  await eventually(() => expect(of(1, "typing")).toMatchObject([{ person: { name: "one" }, state: "on" }]));
  expect(of(0, "typing")).toEqual([]);
  sockets[0]?.disconnect();
  await eventually(() => expect(of(1, "viewers")?.at(-1)).toMatchObject({ viewers: [{}] }));
});

test("what a worker says on /cable reaches plain WebSockets of every web process once", async () => {
  const identifier = JSON.stringify({ channel: "RoomChannel", pubsub_token: "known" });
  const seen: unknown[][] = [[], []];
  const plain = [0, 1].map((position) => {
    const { port } = (parts[position] as (typeof parts)[number]).http.address() as AddressInfo;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/cable`, ["actioncable-v1-json"]);
    socket.on("open", () => socket.send(JSON.stringify({ command: "subscribe", identifier })));
    socket.on("message", (raw) => seen[position]?.push(JSON.parse(String(raw))));
    return socket;
  });
  await eventually(() => {
    for (const frames of seen) expect(frames).toContainEqual({ identifier, type: "confirm_subscription" });
  });
  const text = "x".repeat(30_000);
  emitToCable(["inbox:7"], "message.created", { text });
  const frame = { identifier, message: { event: "message.created", data: { text } } };
  await eventually(() => {
    for (const frames of seen)
      expect(frames.filter((one) => JSON.stringify(one) === JSON.stringify(frame))).toHaveLength(1);
  });
  for (const socket of plain) socket.terminate();
});
