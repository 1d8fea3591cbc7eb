import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { freePort } from "../database/postgres-cluster.ts";
import { runtime } from "../runtime.ts";
import { createHttpServer, type HttpServer } from "./serve-http.ts";

let http: HttpServer;
let base: string;

beforeAll(async () => {
  await startTestRuntime({ ENABLE_API_CORS: "true" });
  http = createHttpServer();
  http.serve([], async (_request, response) => {
    response.end("page");
  });
  const port = await freePort();
  await http.listen(port, "127.0.0.1");
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  http.stopAccepting();
  await http.drain(100);
  await stopTestRuntime();
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${base}${path}`, { ...init, headers: { origin: "https://shop.example.com", ...init.headers } });

test("pages of other origins may call the API, and learn the tokens of a sign-in", async () => {
  const question = await ask("/api/v1/profile", {
    method: "OPTIONS",
    headers: { "access-control-request-headers": "api_access_token" },
  });
  expect(question.status).toBe(204);
  expect(question.headers.get("access-control-allow-headers")).toBe("api_access_token");
  const answer = await ask("/auth/sign_in", { method: "POST" });
  expect(await answer.text()).toBe("page");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-expose-headers")).toContain("access-token");
});

test("screens are nobody else's, and the API is only where the operator opens it", async () => {
  expect((await ask("/app/login")).headers.get("access-control-allow-origin")).toBeNull();
  runtime().config.apiCors = false;
  expect((await ask("/api/v1/profile")).headers.get("access-control-allow-origin")).toBeNull();
});
