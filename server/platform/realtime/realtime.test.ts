import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encode } from "next-auth/jwt";
import { io as connect, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { eventually } from "#db/testing/eventually.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { sessionCookieName } from "../auth/session-cookie.ts";
import { systemContext } from "../context.ts";
import { transaction } from "../database/transaction.ts";
import { dispatchEvents } from "../events/dispatch-events.ts";
import { runtime } from "../runtime.ts";
import { hashToken } from "../secrets.ts";
import { announceAccessChanges } from "./access-changes.ts";
import { emitToRooms } from "./emit.ts";
import type { RealtimePolicy } from "./realtime-policy.ts";
import { type Realtime, startRealtime } from "./start-realtime.ts";

let http: Server;
let realtime: Realtime;
let url: string;
let members: Record<number, string[]>;
let typed: string[];
let present: Set<number>;
const open: Socket[] = [];
const people: Record<string, { id: number; session: string; cookie: string }> = {};

/** Conversation 1 is in inbox 7, conversation 2 in inbox 8. */
const policy: RealtimePolicy = {
  clientEvents: {
    join: z.object({ account_id: z.number() }),
    typing: z.object({
      account_id: z.number(),
      conversation_id: z.number(),
      state: z.enum(["on", "off", "recording"]),
      is_private: z.boolean(),
    }),
    viewing: z.object({ account_id: z.number(), conversation_id: z.number().nullable() }),
    presence: z.object({ account_id: z.number() }),
  },
  member: async (userId, accountId) => {
    const rooms = accountId === 1 ? members[userId] : undefined;
    return rooms
      ? { rooms: [`user:${userId}`, ...rooms], viewer: { id: userId, name: `u${userId}`, avatar_url: "" } }
      : null;
  },
  audience: async (userId, _accountId, conversationId) => {
    const room = `inbox:${conversationId + 6}`;
    return members[userId]?.includes(room) ? [room] : null;
  },
  typed: async ({ userId, state }) => void typed.push(`${userId} ${state}`),
  cable: async () => null,
  notePresence: (_accountId, userId) => void present.add(userId),
  noteContactPresence: () => undefined,
  endPresence: (_accountId, userId) => void present.delete(userId),
  availabilities: async () => Object.fromEntries([...present].map((id) => [id, "online" as const])),
};

beforeAll(async () => {
  await startTestRuntime();
  for (const name of ["ana", "bia", "caio"]) people[name] = await createPerson(name);
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  members = { [person("ana").id]: ["inbox:7", "inbox:8"], [person("bia").id]: ["inbox:7"] };
  typed = [];
  present = new Set();
  http = createServer((_request, response) => response.end("page"));
  realtime = await startRealtime({ httpServer: http, registry: { realtime: policy } });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.disconnect();
  await realtime.close();
  http.close();
});

const person = (name: string) => people[name] as { id: number; session: string; cookie: string };

async function createPerson(name: string) {
  const { sql, config } = runtime();
  const [user] = await sql<{ id: number }[]>`
    insert into users (name, email, pubsub_token) values (${name}, ${`${name}@example.com`}, ${name}) returning id`;
  const id = user?.id ?? 0;
  const [session] = await sql<{ id: string }[]>`
    insert into sessions (user_id, kind, expires_at) values (${id}, 'web', now() + interval '1 day') returning id`;
  const value = await encode({ token: { sessionId: session?.id }, secret: config.secretKey });
  return { id, session: session?.id ?? "", cookie: `${sessionCookieName()}=${value}` };
}

interface Seen {
  socket: Socket;
  heard: [string, Record<string, unknown>][];
}

async function enter(options: { cookie?: string; origin?: string; token?: string }): Promise<Seen> {
  const socket = connect(url, {
    path: "/rt",
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: options.token ? { api_access_token: options.token } : {},
    extraHeaders: {
      ...(options.cookie && { cookie: options.cookie }),
      ...(options.origin && { origin: options.origin }),
    },
  });
  open.push(socket);
  const heard: Seen["heard"] = [];
  socket.onAny((event: string, payload: Record<string, unknown>) => heard.push([event, payload]));
  await new Promise<void>((done, fail) => {
    socket.once("connect", done);
    socket.once("connect_error", fail);
  });
  return { socket, heard };
}

const say = (seen: Seen, event: string, payload: unknown): Promise<{ ok: boolean }> =>
  seen.socket.timeout(3000).emitWithAck(event, payload);

async function join(name: string): Promise<Seen> {
  const seen = await enter({ cookie: person(name).cookie });
  expect(await say(seen, "join", { account_id: 1 })).toEqual({ ok: true });
  return seen;
}

const of = (seen: Seen, event: string) => seen.heard.filter(([name]) => name === event).map(([, payload]) => payload);

test("only known sessions and tokens come in, and cookies only from our own pages", async () => {
  await expect(enter({})).rejects.toThrow("unauthenticated");
  await expect(enter({ cookie: `${sessionCookieName()}=nonsense` })).rejects.toThrow("unauthenticated");
  await expect(enter({ token: "unknown" })).rejects.toThrow("unauthenticated");
  await expect(enter({ cookie: person("ana").cookie, origin: "https://evil.example" })).rejects.toThrow(
    "unauthenticated",
  );
  await enter({ cookie: person("ana").cookie, origin: url });
  await enter({ cookie: person("ana").cookie, origin: runtime().config.appUrl });
  await runtime()
    .sql`insert into access_tokens (owner_type, owner_id, token_hash, token_encrypted) values ('user', ${person("bia").id}, ${hashToken("bias-token")}, '')`;
  const bia = await enter({ token: "bias-token", origin: "https://tool.example" });
  expect(await say(bia, "join", { account_id: 1 })).toEqual({ ok: true });
});

test("a socket hears its rooms once, and nothing before it joined or of accounts it does not belong to", async () => {
  const [ana, bia] = [await join("ana"), await join("bia")];
  const stranger = await enter({ cookie: person("caio").cookie });
  expect(await say(stranger, "join", { account_id: 1 })).toEqual({ ok: false });
  expect(await say(ana, "join", { account_id: 2 })).toEqual({ ok: false });
  await say(ana, "join", { account_id: 1 });
  emitToRooms(["inbox:8", "user:0"], "message.created", { n: 1 });
  emitToRooms(["inbox:7", "inbox:8"], "message.created", { n: 2 });
  await eventually(() => expect(of(bia, "message.created")).toEqual([{ n: 2 }]));
  expect(of(ana, "message.created")).toEqual([{ n: 1 }, { n: 2 }]);
  expect(of(stranger, "message.created")).toEqual([]);
});

test("what is not in the closed set, wrong or too much is answered with not ok and changes nothing", async () => {
  const ana = await join("ana");
  expect(await say(ana, "typing", { account_id: 1, conversation_id: "x" })).toEqual({ ok: false });
  expect(await say(ana, "viewing", { account_id: 2, conversation_id: 1 })).toEqual({ ok: false });
  expect(await say(ana, "presence", null)).toEqual({ ok: false });
  await expect(ana.socket.timeout(200).emitWithAck("eval", "1")).rejects.toThrow();
  const answers = await Promise.all(Array.from({ length: 200 }, () => say(ana, "presence", { account_id: 1 })));
  expect(answers.filter(({ ok }) => ok).length).toBeLessThan(200);
});

test("typing reaches those who see the conversation but not the typist, and ends by itself after six seconds", async () => {
  const [ana, anaAgain, bia] = [await join("ana"), await join("ana"), await join("bia")];
  const on = { account_id: 1, conversation_id: 1, state: "on", is_private: false };
  expect(await say(ana, "typing", on)).toEqual({ ok: true });
  expect(await say(ana, "typing", on)).toEqual({ ok: true });
  const who = { kind: "user", id: person("ana").id, name: "ana" };
  const heard = { account_id: 1, conversation_id: 1, person: who, is_private: false };
  await eventually(() =>
    expect(of(bia, "typing")).toEqual([
      { ...heard, state: "on" },
      { ...heard, state: "on" },
    ]),
  );
  expect(typed).toEqual([`${who.id} on`]);
  expect(await say(bia, "typing", { ...on, conversation_id: 2 })).toEqual({ ok: false });
  await eventually(() => expect(of(bia, "typing").at(-1)).toEqual({ ...heard, state: "off" }));
  expect([...of(ana, "typing"), ...of(anaAgain, "typing")]).toEqual([]);
});

test("viewers are listed once per person, told to who joins later, and gone with their last tab", async () => {
  const [ana, anaAgain] = [await join("ana"), await join("ana")];
  const viewing = { account_id: 1, conversation_id: 1 };
  for (const tab of [ana, anaAgain]) expect(await say(tab, "viewing", viewing)).toEqual({ ok: true });
  const bia = await join("bia");
  const viewer = { id: person("ana").id, name: `u${person("ana").id}`, avatar_url: "" };
  expect(of(bia, "viewers")).toEqual([{ ...viewing, viewers: [viewer] }]);
  ana.socket.disconnect();
  await say(anaAgain, "viewing", { account_id: 1, conversation_id: 2 });
  await eventually(() => expect(of(bia, "viewers").at(-1)).toEqual({ ...viewing, viewers: [] }));
  expect(await say(bia, "viewing", { account_id: 1, conversation_id: 2 })).toEqual({ ok: false });
  await say(anaAgain, "viewing", { account_id: 1, conversation_id: null });
  await eventually(() =>
    expect(of(anaAgain, "viewers").at(-1)).toEqual({ account_id: 1, conversation_id: 2, viewers: [] }),
  );
});

test("presence is told when somebody comes, not for their second tab", async () => {
  const ana = await join("ana");
  const { id } = person("ana");
  expect(of(ana, "presence")).toEqual([{ account_id: 1, users: { [id]: "online" } }]);
  await join("bia");
  await eventually(() =>
    expect(of(ana, "presence").at(-1)).toEqual({
      account_id: 1,
      users: { [id]: "online", [person("bia").id]: "online" },
    }),
  );
  const before = of(ana, "presence").length;
  const second = await join("bia");
  await eventually(() => expect(of(second, "presence")).toHaveLength(1));
  expect(of(ana, "presence").length).toBeLessThanOrEqual(before + 1);
});

const changeAccess = async (emit: Parameters<typeof transaction<ReturnType<typeof systemContext>, void>>[1]) => {
  await transaction(systemContext(1), emit);
  await dispatchEvents({ subscribers: [announceAccessChanges], loaders: {} });
};

test("rooms follow the membership of inboxes at once", async () => {
  const bia = await join("bia");
  members[person("bia").id] = ["inbox:8"];
  await changeAccess(async (tx) => tx.emit("inbox_members.changed", { inbox_id: 7, user_ids: [person("bia").id] }));
  await eventually(() => expect(of(bia, "access.changed")).toEqual([{ account_id: 1 }]));
  emitToRooms(["inbox:7"], "message.created", { n: 7 });
  emitToRooms(["inbox:8"], "message.created", { n: 8 });
  await eventually(() => expect(of(bia, "message.created")).toEqual([{ n: 8 }]));
  expect(await say(bia, "typing", { account_id: 1, conversation_id: 1, state: "on", is_private: false })).toEqual({
    ok: false,
  });
});

test("who is no member any more hears nothing and says nothing", async () => {
  const bia = await join("bia");
  delete members[person("bia").id];
  await changeAccess(async (tx) => tx.emit("agent.removed", { user_id: person("bia").id }));
  await eventually(() => expect(of(bia, "access.changed")).toHaveLength(1));
  emitToRooms(["inbox:7", `user:${person("bia").id}`], "message.created", { n: 1 });
  expect(await say(bia, "presence", { account_id: 1 })).toEqual({ ok: false });
  expect(of(bia, "message.created")).toEqual([]);
});

test("a socket is closed as soon as its session ended, other sessions stay", async () => {
  const extra = await createPerson("dora");
  people.dora = extra;
  members[extra.id] = ["inbox:7"];
  const [ana, dora] = [await join("ana"), await join("dora")];
  await runtime().sql`delete from sessions where id = ${extra.session}`;
  await changeAccess(async (tx) => tx.emit("agent.changed", { user_id: extra.id }));
  await eventually(() => expect(dora.socket.connected).toBe(false));
  expect(ana.socket.connected).toBe(true);
});

test("pages are still served beside the sockets, and polling is refused", async () => {
  expect(await (await fetch(`${url}/inbox`)).text()).toBe("page");
  expect((await fetch(`${url}/rt/?EIO=4&transport=polling`)).status).toBe(400);
});

test("when the server stops, sockets hear so before they are closed", async () => {
  const ana = await join("ana");
  await realtime.disconnect();
  await eventually(() => expect(ana.socket.connected).toBe(false));
  expect(ana.heard.at(-1)).toEqual(["server.restarting", {}]);
});

test("the number of sockets is measured", async () => {
  const value = async () => (await runtime().metrics.sockets.get()).values[0]?.value;
  const ana = await join("ana");
  expect(await value()).toBe(1);
  ana.socket.disconnect();
  await eventually(async () => expect(await value()).toBe(0));
});
