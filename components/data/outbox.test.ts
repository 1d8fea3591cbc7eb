import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "#db/testing/eventually.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import type { OutboxItem } from "./outbox-item.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import { patchMessage } from "./patch-message.ts";

interface Request {
  conversation: string;
  key: string;
  body: { content?: string };
}

let server: Server;
let requests: Request[];
/** Decides each answer; nothing returned: 200. */
let answer: (request: Request, response: ServerResponse) => "handled" | undefined;
let cache: { client: QueryClient; accountId: number; me: number };
let stored: readonly OutboxItem[];
let outbox: Outbox;

beforeEach(async () => {
  requests = [];
  answer = () => undefined;
  stored = [];
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  vi.stubGlobal("location", { href: `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/` });
  cache = { client: new QueryClient(), accountId: 1, me: 3 };
  outbox = createOutbox(cache, memory());
});

afterEach(() => {
  outbox.stop();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const conversation = request.url?.match(/conversations\/(\d+)/)?.[1] ?? "";
  const seen = {
    conversation,
    key: String(request.headers["idempotency-key"]),
    body: body.startsWith("{") ? JSON.parse(body) : { content: body },
  };
  requests.push(seen);
  if (answer(seen, response) === "handled") return;
  response.setHeader("content-type", "application/json").end(JSON.stringify(messageFor(seen)));
}

const messageFor = ({ conversation, body }: Request) => ({
  id: requests.length,
  conversation_id: Number(conversation),
  content: body.content,
  created_at_ms: requests.length,
  revision: 1,
});

const memory = (adopted: OutboxItem[] = []): OutboxStorage => ({
  save: (items) => {
    stored = items;
  },
  adopt: () => Promise.resolve(adopted),
});

const items = () => cache.client.getQueryData<readonly OutboxItem[]>(conversationKeys.outbox(1)) ?? [];
const send = (content: string, conversationId = 7) => outbox.send({ conversationId, content, isPrivate: false });
const contents = (conversation = "7") =>
  requests.filter((request) => request.conversation === conversation).map(({ body }) => body.content);

test("messages of a conversation go out one after another, those of others do not wait", async () => {
  let open = 0;
  let most = 0;
  answer = (request, response) => {
    if (request.conversation !== "7") return undefined;
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      response.end(JSON.stringify(messageFor(request)));
    }, 20);
    return "handled";
  };
  for (const content of ["a", "b", "c", "d"]) send(content);
  send("x", 8);
  await eventually(() => expect(items()).toEqual([]));
  expect(contents()).toEqual(["a", "b", "c", "d"]);
  expect(most).toBe(1);
  expect(contents("8")).toEqual(["x"]);
});

test("a lost answer is repeated with the same key, before anything behind it", async () => {
  let failures = 2;
  answer = (_request, response) => {
    if (failures-- <= 0) return undefined;
    response.socket?.destroy();
    return "handled";
  };
  const first = send("a");
  send("b");
  await eventually(() => expect(requests).toHaveLength(1));
  expect(stored.map((item) => item.content)).toEqual(["a", "b"]);
  await eventually(() => expect(items().some(({ state }) => state === "sending")).toBe(false));
  outbox.wake();
  await eventually(() => expect(requests).toHaveLength(2));
  await eventually(() => expect(items()).toEqual([]));
  expect(requests.map(({ key }) => key).slice(0, 3)).toEqual([first.echoId, first.echoId, first.echoId]);
  expect(contents()).toEqual(["a", "a", "a", "b"]);
  expect(stored).toEqual([]);
});

test("what the server refuses keeps its text and reason, and lets the next one pass", async () => {
  answer = ({ body }, response) => {
    if (body.content !== "bad") return undefined;
    response.writeHead(422, { "x-request-id": "7f3k2" }).end('{"error":"Validation failed: Content is too long"}');
    return "handled";
  };
  const bad = send("bad");
  send("good");
  await eventually(() => expect(items()).toHaveLength(1));
  await eventually(() => expect(items()[0]).toMatchObject({ echoId: bad.echoId, state: "failed", content: "bad" }));
  expect(items()[0]?.failure).toEqual({
    code: "refused",
    message: "Validation failed: Content is too long",
    requestId: "7f3k2",
  });
  answer = () => undefined;
  outbox.retry(bad.echoId);
  await eventually(() => expect(items()).toEqual([]));
  expect(requests.filter(({ key }) => key === bad.echoId)).toHaveLength(2);
});

test("an answer heard over the socket first settles the message although the request fails", async () => {
  let response: ServerResponse | undefined;
  answer = (_request, held) => {
    response = held;
    return "handled";
  };
  const item = send("a");
  await eventually(() => expect(requests).toHaveLength(1));
  patchMessage(cache, { ...messageFor(requests[0] as Request), echo_id: item.echoId } as Parameters<
    typeof patchMessage
  >[1]);
  expect(items()).toEqual([]);
  response?.socket?.destroy();
  answer = () => undefined;
  send("b");
  await eventually(() => expect(contents()).toEqual(["a", "b"]));
});

test("a discarded message comes back to the composer and is not sent", async () => {
  answer = (_request, response) => {
    response.writeHead(422).end('{"error":"no"}');
    return "handled";
  };
  const item = send("a");
  await eventually(() => expect(items()[0]?.state).toBe("failed"));
  expect(outbox.discard(item.echoId)).toMatchObject({ content: "a" });
  expect(items()).toEqual([]);
  expect(stored).toEqual([]);
});

test("what an earlier page left behind goes out first", async () => {
  outbox.stop();
  const left = send("left");
  cache = { ...cache, client: new QueryClient() };
  requests = [];
  outbox = createOutbox(cache, memory([{ ...left, state: "waiting" }]));
  await eventually(() => expect(contents()).toEqual(["left"]));
  expect(requests[0]?.key).toBe(left.echoId);
});
