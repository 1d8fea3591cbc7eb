import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { freePort } from "../database/postgres-cluster.ts";
import type { RawHttpRequest, RawRoute } from "./raw-routes.ts";
import { createHttpServer, type HttpServer } from "./serve-http.ts";

const seen: RawHttpRequest[] = [];
/** Set while a test decides how long the slow route takes. */
let slow: Record<"begun" | "mayEnd", PromiseWithResolvers<void>> | undefined;
const routes: RawRoute[] = [
  {
    operation: "things.receive",
    method: "POST",
    path: "/things/",
    maxBytes: 1000,
    async handle(request) {
      seen.push(request);
      if (request.body.byteLength > 1000) return { status: 413, body: "" };
      return { status: 200, body: "taken", headers: { "x-own": "1" } };
    },
  },
  {
    operation: "things.slow",
    method: "GET",
    path: "/slow",
    maxBytes: 0,
    async handle() {
      slow?.begun.resolve();
      await slow?.mayEnd.promise;
      return { status: 200, body: "done" };
    },
  },
  {
    operation: "things.broken",
    method: "GET",
    path: "/broken",
    maxBytes: 0,
    handle: () => Promise.reject(new Error("broken")),
  },
];

let http: HttpServer;
let base: string;

async function serve(): Promise<{ http: HttpServer; port: number }> {
  const one = createHttpServer();
  one.serve(routes, async (request, response) => {
    if (request.url === "/page-breaks") throw new Error("page");
    response.end("page");
  });
  const port = await freePort();
  await one.listen(port, "127.0.0.1");
  return { http: one, port };
}

beforeAll(async () => {
  await startTestRuntime();
  const served = await serve();
  http = served.http;
  base = `http://127.0.0.1:${served.port}`;
});
afterAll(async () => {
  http.stopAccepting();
  await http.drain(1000);
  await stopTestRuntime();
});

test("a raw route gets exact bytes, plain headers and what stands after its path", async () => {
  const body = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
  const response = await fetch(`${base}/things/a%2Fb/c?d=1`, { method: "POST", body, headers: { "X-Given": "yes" } });
  expect([response.status, await response.text(), response.headers.get("x-own")]).toEqual([200, "taken", "1"]);
  const request = seen.at(-1);
  expect(request?.body.equals(body)).toBe(true);
  expect(request?.key).toEqual(["a/b", "c"]);
  expect(request?.headers["x-given"]).toBe("yes");
  expect(request?.url.searchParams.get("d")).toBe("1");
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{12}$/);
});

test("other methods and other paths are pages; a slash at the end makes no difference", async () => {
  expect(await (await fetch(`${base}/things/a`)).text()).toBe("page");
  expect(await (await fetch(`${base}/slow/`)).text()).toBe("done");
  expect(await (await fetch(`${base}/slower`)).text()).toBe("page");
});

test("a body that is too long is not read to its end, and the caller can read the answer", async () => {
  const [, port] = /:(\d+)$/.exec(base) ?? [];
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const request = httpRequest(
      { port, method: "POST", path: "/things/x", headers: { "content-length": 50_000_000 } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
        request.destroy();
      },
    );
    request.once("error", reject);
    request.write(Buffer.alloc(200_000));
  });
  expect(status).toBe(413);
  expect(seen.at(-1)?.body.byteLength).toBeLessThan(300_000);
});

test("a path that is no text, a handler that throws and a page that throws are answered at once", async () => {
  expect((await fetch(`${base}/things/%ff`, { method: "POST" })).status).toBe(400);
  expect((await fetch(`${base}/broken`)).status).toBe(500);
  expect((await fetch(`${base}/page-breaks`)).status).toBe(500);
});

test("a caller that hangs up in the middle of its body is no error of ours", async () => {
  const [, port] = /:(\d+)$/.exec(base) ?? [];
  const socket = connect(Number(port), "127.0.0.1");
  socket.write("POST /things/x HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf");
  await wait(50);
  socket.destroy();
  expect((await fetch(`${base}/things/x`, { method: "POST" })).status).toBe(200);
});

test("stopping refuses new connections, but what runs gets its answer", async () => {
  const { http: other, port } = await serve();
  slow = { begun: Promise.withResolvers(), mayEnd: Promise.withResolvers() };
  const running = fetch(`http://127.0.0.1:${port}/slow`);
  await slow.begun.promise;
  other.stopAccepting();
  await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow();
  const drained = other.drain(20_000);
  slow.mayEnd.resolve();
  const response = await running;
  expect([response.status, await response.text(), response.headers.get("connection")]).toEqual([200, "done", "close"]);
  await drained;
});

test("a port that is taken is said in a sentence", async () => {
  const port = Number(/:(\d+)$/.exec(base)?.[1]);
  await expect(createHttpServer().listen(port, "127.0.0.1")).rejects.toThrow(
    `PORT ${port} is in use by another program.`,
  );
});

test("a path that cannot be decoded names nothing; a percent sign in the query is fine", async () => {
  expect((await fetch(`${base}/page/%E0%A4%A`)).status).toBe(404);
  expect((await fetch(`${base}/page?q=100%`)).status).toBe(200);
});
