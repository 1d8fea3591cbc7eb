import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { api } from "./api.ts";
import { ApiError, isTemporary } from "./api-error.ts";
import { endpoint } from "./endpoint.ts";

let server: Server;
let seen: { method?: string; url?: string; headers: Record<string, unknown>; body: string };
let answer: { status: number; headers?: Record<string, string>; body: string };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen = {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    if (answer.status === 0) return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  vi.stubGlobal("location", { href: `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/` });
});

afterAll(() => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  answer = { status: 200, body: "{}" };
});

const thread = endpoint("GET", "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages");
const write = endpoint("POST", "/api/v1/accounts/{account_id}/messages", { rootKey: "message", query: ["locale"] });
type Any = Parameters<typeof api>[1];

test("path parameters, lists and missing values go where the contract has them", async () => {
  answer.body = '{"ok":1}';
  const result = await api(thread, {
    account_id: 3,
    conversation_id: 7,
    labels: ["a b", "c"],
    before: undefined,
  } as Any);
  expect(result).toEqual({ ok: 1 });
  expect(seen.url).toBe("/api/v1/accounts/3/conversations/7/messages?labels%5B%5D=a+b&labels%5B%5D=c");
});

test("a body is JSON, and a form as soon as it holds a file", async () => {
  await api(write, { account_id: 1, content: "hi", locale: "en" } as Any, { idempotencyKey: "k1" });
  expect(seen).toMatchObject({
    method: "POST",
    url: "/api/v1/accounts/1/messages?locale=en",
    body: '{"content":"hi"}',
  });
  expect(seen.headers).toMatchObject({ "content-type": "application/json", "idempotency-key": "k1" });
  await api(write, { account_id: 1, attachments: [new File(["x"], "x.txt")], meta: { a: 1 } } as Any);
  expect(seen.body).toContain('name="message[attachments][]"; filename="x.txt"');
  expect(seen.body).toContain('name="message[meta][a]"');
});

test("an empty answer is undefined", async () => {
  answer.body = "";
  expect(await api(write, { account_id: 1 } as Any)).toBeUndefined();
});

test("a forgotten path parameter is a mistake of ours, said at once", async () => {
  await expect(api(thread, { account_id: 1 } as Any)).rejects.toThrow(TypeError);
});

test.each([
  [401, '{"errors":["You need to sign in"]}', { code: "unauthenticated", message: "You need to sign in" }],
  [401, '{"error":"You are not authorized to do this action"}', { code: "forbidden" }],
  [404, '{"error":"Resource could not be found"}', { code: "not_found" }],
  [422, '{"message":"Name is too long","attributes":["name"]}', { code: "invalid", fields: ["name"] }],
  [422, '{"error":"Window closed"}', { code: "refused", message: "Window closed" }],
  [500, "<html>broken</html>", { code: "internal", message: "" }],
] as const)("%i %s becomes an error with its code", async (status, body, expected) => {
  answer = { status, body, headers: { "x-request-id": "7f3k2" } };
  await expect(api(write, { account_id: 1 } as Any)).rejects.toMatchObject({ status, requestId: "7f3k2", ...expected });
});

test("too many requests say when to go on, and may be repeated", async () => {
  answer = { status: 429, body: "Retry later\n", headers: { "retry-after": "12" } };
  const error = await api(write, { account_id: 1 } as Any).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "too_many_requests", retryAfter: 12 });
  expect(isTemporary(error)).toBe(true);
});

test("no answer is told apart from an ended request", async () => {
  answer = { status: 0, body: "" };
  await expect(api(thread, { account_id: 1, conversation_id: 1 } as Any)).rejects.toBeInstanceOf(ApiError);
  await expect(api(thread, { account_id: 1, conversation_id: 1 } as Any)).rejects.toMatchObject({
    code: "unreachable",
  });
  const ended = AbortSignal.abort(new Error("left the page"));
  await expect(api(thread, { account_id: 1, conversation_id: 1 } as Any, { signal: ended })).rejects.toThrow(
    "left the page",
  );
});
