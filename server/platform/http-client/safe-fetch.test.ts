import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime, setRuntime } from "../runtime.ts";
import type { Resolve } from "./checked-lookup.ts";
import { safeFetch } from "./safe-fetch.ts";

let server: Server;
let port: number;
let requests: IncomingMessage[];
let handler: RequestListener;

beforeAll(async () => {
  await startTestRuntime();
  server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stopTestRuntime();
});
beforeEach(() => {
  requests = [];
  handler = (_request, response) => response.end("fine");
});
afterEach(() => allowPrivate(true));

function allowPrivate(allowPrivateTargets: boolean): void {
  setRuntime({ ...runtime(), config: { ...runtime().config, allowPrivateTargets } });
}

const loopback: Resolve = async () => [{ address: "127.0.0.1", family: 4 }];

test("an answer comes with status, headers and bytes; an error status is an answer", async () => {
  handler = (request, response) => {
    response.writeHead(418, { "X-Kind": "pot", "Set-Cookie": ["a=1", "b=2"] });
    request.pipe(response);
  };
  const answer = await safeFetch(`http://127.0.0.1:${port}/a?b=c`, {
    method: "POST",
    headers: { "X-Api-Key": "k" },
    body: "grüße",
  });
  expect(answer).toMatchObject({
    status: 418,
    headers: { "x-kind": "pot", "set-cookie": "a=1, b=2" },
    url: `http://127.0.0.1:${port}/a?b=c`,
  });
  expect(answer.body.toString()).toBe("grüße");
  expect(requests[0]).toMatchObject({ url: "/a?b=c", headers: { "x-api-key": "k", "content-length": "7" } });
});

test.each(["ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "//example.com", "not an address", ""])(
  "%s is refused before anything is sent",
  async (url) => {
    await expect(safeFetch(url)).rejects.toMatchObject({ code: "invalid_request", sent: false });
  },
);

test.each(["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254", "localhost"])(
  "%s is not reached when private targets are not allowed",
  async (host) => {
    allowPrivate(false);
    await expect(safeFetch(`http://${host}:${port}/`)).rejects.toMatchObject({
      code: "forbidden_address",
      sent: false,
    });
    expect(requests).toHaveLength(0);
  },
);

test("a name with one private address among public ones is refused", async () => {
  allowPrivate(false);
  const resolve: Resolve = async () => [
    { address: "93.184.216.34", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  await expect(safeFetch(`http://mixed.example:${port}/`, { resolve })).rejects.toMatchObject({
    code: "forbidden_address",
  });
});

test("a name that turns private after the check is looked up only once, so the answer of the check is what is connected to", async () => {
  allowPrivate(false);
  let asked = 0;
  const resolve: Resolve = async () => (asked++ === 0 ? [{ address: "203.0.114.1", family: 4 }] : loopback(""));
  await expect(safeFetch(`http://rebinding.example:${port}/`, { resolve, timeoutMs: 300 })).rejects.toMatchObject({
    sent: false,
  });
  expect(asked).toBe(1);
  await expect(safeFetch(`http://rebinding.example:${port}/`, { resolve, timeoutMs: 300 })).rejects.toMatchObject({
    code: "forbidden_address",
  });
  expect(requests).toHaveLength(0);
});

test("a redirect to a forbidden scheme or address is refused", async () => {
  handler = (_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end();
  await expect(safeFetch(`http://127.0.0.1:${port}/`, { redirects: 3 })).rejects.toMatchObject({
    code: "invalid_request",
  });
  handler = (_request, response) => {
    allowPrivate(false);
    response.writeHead(302, { location: `http://localhost:${port}/secret` }).end();
  };
  await expect(safeFetch(`http://127.0.0.1:${port}/`, { redirects: 3 })).rejects.toMatchObject({
    code: "forbidden_address",
  });
  expect(requests.map((request) => request.url)).toEqual(["/", "/"]);
});

test("redirects are followed as often as asked, with the body where the status says so", async () => {
  handler = (request, response) => {
    const [, kind, left] = request.url?.split("/") ?? [];
    if (left === "0") return void response.end(`${request.method} ${request.headers["content-length"] ?? "no body"}`);
    return void response.writeHead(Number(kind), { location: `/${kind}/${Number(left) - 1}` }).end();
  };
  const from = (path: string, redirects?: number) =>
    safeFetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body: "abc", redirects });
  expect((await from("/307/2", 2)).body.toString()).toBe("POST 3");
  expect((await from("/302/1", 2)).body.toString()).toBe("GET no body");
  expect((await from("/303/1", 2)).url).toBe(`http://127.0.0.1:${port}/303/0`);
  expect((await from("/307/1")).status).toBe(307);
  await expect(from("/307/3", 2)).rejects.toMatchObject({ code: "too_many_redirects" });
});

test("credentials stay with their origin", async () => {
  handler = (request, response) => {
    if (request.url === "/start") response.writeHead(307, { location: `http://other.example:${port}/end` }).end();
    else response.end();
  };
  const headers = { authorization: "Bearer t", cookie: "c", "x-api-key": "k", accept: "image/png" };
  await safeFetch(`http://one.example:${port}/start`, { headers, redirects: 1, resolve: loopback });
  expect(requests[0]?.headers).toMatchObject(headers);
  const { authorization, cookie, "x-api-key": key, accept } = requests[1]?.headers ?? {};
  expect([authorization, cookie, key, accept]).toEqual([undefined, undefined, undefined, "image/png"]);
});

test("an answer above the limit is cut off, announced or not, and tells its status", async () => {
  handler = (_request, response) => response.end("x".repeat(2000));
  const limited = () => safeFetch(`http://127.0.0.1:${port}/`, { maxBytes: 1000 });
  await expect(limited()).rejects.toMatchObject({ code: "too_large", sent: true, status: 200 });
  handler = (_request, response) => {
    response.write("x".repeat(900));
    setTimeout(() => response.end("x".repeat(900)), 20);
  };
  await expect(limited()).rejects.toMatchObject({ code: "too_large", sent: true, status: 200 });
  handler = (_request, response) => response.end("x".repeat(1000));
  expect((await limited()).body).toHaveLength(1000);
});

test("a body that trickles ends at the time limit, and so does silence", async () => {
  handler = (_request, response) => {
    const timer = setInterval(() => response.write("."), 10);
    response.on("close", () => clearInterval(timer));
  };
  const limited = () => safeFetch(`http://127.0.0.1:${port}/`, { method: "POST", timeoutMs: 150 });
  await expect(limited()).rejects.toMatchObject({ code: "timeout", sent: true, status: 200 });
  handler = () => undefined;
  await expect(limited()).rejects.toMatchObject({ code: "timeout", sent: true, status: undefined });
});

test("who was not reached did not get the request; who hung up may have", async () => {
  const closed = createServer();
  await new Promise<void>((done) => closed.listen(0, "127.0.0.1", done));
  const free = (closed.address() as AddressInfo).port;
  await new Promise((done) => closed.close(done));
  await expect(safeFetch(`http://127.0.0.1:${free}/`)).rejects.toMatchObject({ code: "unreachable", sent: false });
  const unknown: Resolve = async () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
  await expect(safeFetch("http://nowhere.example/", { resolve: unknown })).rejects.toMatchObject({
    code: "unreachable",
    sent: false,
  });
  handler = (request) => request.socket.destroy();
  await expect(safeFetch(`http://127.0.0.1:${port}/`, { method: "POST" })).rejects.toMatchObject({
    code: "unreachable",
    sent: true,
  });
  expect(requests).toHaveLength(1);
});

test("what may be repeated is tried once more when the connection was closed", async () => {
  handler = (request, response) => (requests.length === 1 ? request.socket.destroy() : response.end("second"));
  expect((await safeFetch(`http://127.0.0.1:${port}/`)).body.toString()).toBe("second");
});

test("a header that cannot be sent is an error of the request", async () => {
  const headers = { "x-name": "a\r\nx-injected: b" };
  await expect(safeFetch(`http://127.0.0.1:${port}/`, { headers })).rejects.toMatchObject({
    code: "invalid_request",
    sent: false,
  });
});
