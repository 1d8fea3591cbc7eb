import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { accounts } from "#db/schema/accounts.ts";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { notFound } from "../app-error.ts";
import { forgetMembership } from "../auth/membership.ts";
import { flag, listOf, wireId } from "../contract/fields.ts";
import { operation } from "../contract/operation.ts";
import { runtime } from "../runtime.ts";
import { endpoint } from "./endpoint.ts";
import { reply } from "./reply.ts";
import { call } from "./testing/call.ts";

const write = operation({
  id: "test.write",
  method: "POST",
  path: "/test/{account_id}/things/{id}",
  summary: "Echo",
  tag: "Test",
  callers: ["user"],
  rootKey: "thing",
  params: z.object({ id: wireId }),
  query: z.object({ q: z.string().optional() }),
  body: z.object({
    name: z.string().max(10).optional(),
    count: z.coerce.number().int().optional(),
    active: flag.optional(),
    tags: listOf(z.string()),
    owner: z.object({ email: z.string() }).optional(),
    file: z.instanceof(File).optional(),
  }),
  response: z.object({ seen: z.unknown() }),
});

const POST = endpoint(write, async (_ctx, input) => ({
  seen: { ...input, file: input.file ? `${input.file.name}:${await input.file.text()}` : undefined },
}));

const admins = operation({
  ...write,
  id: "test.admins",
  method: "DELETE",
  callers: ["administrator"],
  body: undefined,
  query: undefined,
});
const DELETE = endpoint(admins, async () => reply({ seen: 1 }, { status: 201, headers: { "x-own": "1" } }));

let account: SeededAccount & { other: SeededAccount };
beforeAll(async () => {
  await startTestRuntime();
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const send = (body: unknown, more: object = {}) =>
  call(POST, { params: { account_id: account.id, id: 7 }, token: account.inside.token, body, ...more });

test("a caller who goes away while sending is answered 400, and nothing is logged as our fault", async () => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"name":')),
    pull: (controller) => controller.error(new Error("aborted")),
  });
  const headers = { api_access_token: account.inside.token, "content-type": "application/json" };
  const request = new Request("http://localhost/test", {
    method: "POST",
    headers,
    body,
    duplex: "half",
  } as RequestInit);
  const response = await POST(request, { params: Promise.resolve({ account_id: String(account.id), id: "7" }) });
  expect(response.status).toBe(400);
});

test("JSON with and without the root key, forms and multipart give the same input", async () => {
  const form = new FormData();
  form.append("thing[name]", "x");
  form.append("thing[tags][]", "a");
  form.append("thing[tags][]", "b");
  form.append("thing[owner][email]", "e");
  form.append("thing[active]", "false");
  form.append("thing[file]", new File(["hi"], "a.txt"));
  const expected = { id: 7, name: "x", tags: ["a", "b"], owner: { email: "e" }, active: false };
  const { file: _file, ...plain } = { ...expected, file: null };
  expect((await send({ thing: plain })).body.seen).toEqual(expected);
  expect((await send({ ...plain, unknown: 1 })).body.seen).toEqual(expected);
  expect((await send(form)).body.seen).toEqual({ ...expected, file: "a.txt:hi" });
  const urlencoded = new URLSearchParams({ "thing[name]": "x", "thing[tags][]": "a" });
  expect((await send(urlencoded)).body.seen).toEqual({ id: 7, name: "x", tags: ["a"] });
});

test("a form without its root key is refused by name", async () => {
  const result = await send(new URLSearchParams({ name: "x" }));
  expect(result).toMatchObject({ status: 422, body: { error: "param is missing or the value is empty: thing" } });
});

test("without a root key, parameters in the address count where the body does not name them", async () => {
  const bare = operation({ ...write, id: "test.bare", rootKey: undefined, query: undefined });
  const echo = endpoint(bare, async (_ctx, input) => ({ seen: input }));
  const ask = (query: string, body?: unknown) =>
    call(echo, { params: { account_id: account.id, id: 7 }, token: account.inside.token, query, body });
  expect((await ask("?name=x&tags[]=a")).body.seen).toEqual({ id: 7, name: "x", tags: ["a"] });
  expect((await ask("?name=x&count=2", { name: "y" })).body.seen).toEqual({ id: 7, name: "y", count: 2 });
  expect((await ask("?name=x", new URLSearchParams({ count: "3" }))).body.seen).toEqual({ id: 7, name: "x", count: 3 });
  expect((await ask("?count=many")).status).toBe(422);
  expect((await send({}, { query: "?name=x" })).status).toBe(422);
});

test("wrong types are refused with the names of the fields", async () => {
  const result = await send({ name: ["x"], count: "many", owner: [] });
  expect(result.status).toBe(422);
  expect(result.body).toEqual({
    message: "Name is invalid, Count is not a number, Owner is invalid",
    attributes: ["name", "count", "owner"],
  });
  expect((await send({ name: "12345678901" })).body).toMatchObject({
    message: "Name is too long (maximum is 10 characters)",
  });
});

test.each([
  ["malformed JSON", '{"name":', 400],
  ["a list instead of an object", "[1,2]", 422],
  ["a text instead of an object", '"x"', 422],
  ["null", "null", 422],
  ["a NUL character", '{"name":"a\\u0000b"}', 422],
  ["a number nobody can store", '{"count":1e999}', 422],
  ["absurd nesting", `${'{"owner":'.repeat(5000)}1${"}".repeat(5000)}`, 400],
  ["a polluting key", '{"__proto__":{"name":"x"},"name":"y"}', 200],
  ["half a surrogate pair", '{"name":"\\ud800"}', 200],
])("%s is answered without a server error", async (_, body, status) => {
  expect((await send(body, { headers: { "content-type": "application/json" } })).status).toBe(status);
});

test("a body above the limit is refused", async () => {
  expect((await send({ name: "x".repeat(1024 * 1024) })).status).toBe(413);
});

test.each(["abc", "0", "-1", "99999999999999999999", "1.5", "%00"])(
  "a path that names nothing is 404: %s",
  async (id) => {
    const result = await send({ name: "x" }, { params: { account_id: account.id, id: decodeURIComponent(id) } });
    expect(result).toMatchObject({ status: 404, body: { error: "Resource could not be found" } });
  },
);

test("an unknown account is 404, somebody else's 401", async () => {
  expect((await send({ name: "x" }, { params: { account_id: 999_999, id: 1 } })).status).toBe(404);
  expect((await send({ name: "x" }, { params: { account_id: "99999999999999999999", id: 1 } })).status).toBe(404);
  const foreign = await send({ name: "x" }, { params: { account_id: account.other.id, id: 1 } });
  expect(foreign).toMatchObject({ status: 401, body: { error: "You are not authorized to access this account" } });
});

test("nobody and unknown tokens get the contract's bodies", async () => {
  expect(await send({}, { token: undefined })).toMatchObject({
    status: 401,
    body: { errors: ["You need to sign in or sign up before continuing."] },
  });
  expect(await send({}, { token: "wrong" })).toMatchObject({ status: 401, body: { error: "Invalid Access Token" } });
});

test("the token is found under both spellings of its header", async () => {
  const headers = { "api-access-token": account.inside.token };
  expect((await send({ name: "x" }, { token: undefined, headers })).status).toBe(200);
});

test("bots are served only where the operation says so", async () => {
  const result = await send({}, { token: account.bot.token });
  expect(result).toMatchObject({ status: 401, body: { error: "Access to this endpoint is not authorized for bots" } });
});

test("agents do not reach what is for administrators; status and headers of a reply go out", async () => {
  const options = { params: { account_id: account.id, id: 1 } };
  const refusal = await call(DELETE, { ...options, token: account.inside.token });
  expect(refusal).toMatchObject({ status: 401, body: { error: "You are not authorized to do this action" } });
  const result = await call(DELETE, { ...options, token: account.admin.token });
  expect(result.status).toBe(201);
  expect(result.headers.get("x-own")).toBe("1");
  expect(result.headers.get("x-request-id")).toMatch(/^[0-9a-f]{12}$/);
});

test("a suspended account serves nobody", async () => {
  const { id, admin } = account.other;
  await runtime().db.update(accounts).set({ status: "suspended" }).where(eq(accounts.id, id));
  forgetMembership(id);
  const result = await call(DELETE, { params: { account_id: id, id: 1 }, token: admin.token });
  expect(result).toMatchObject({ status: 401, body: { error: "Account is suspended" } });
});

test("an answer that breaks the contract is found out", async () => {
  const bad = endpoint(write, async () => ({ wrong: 1 }) as never);
  const strict = operation({ ...write, response: z.object({ seen: z.string() }) });
  const result = await call(
    endpoint(strict, async () => ({ seen: 1 }) as never),
    {
      params: { account_id: account.id, id: 1 },
      token: account.inside.token,
      body: { name: "x" },
    },
  );
  expect(bad.operation).toBe(write);
  expect(result.status).toBe(500);
  expect(result.text).toContain("Something went wrong on our side");
});

test("an unexpected error tells nothing but the request id", async () => {
  const broken = endpoint(admins, async () => {
    throw new TypeError("secret detail");
  });
  const result = await call(broken, { params: { account_id: account.id, id: 1 }, token: account.admin.token });
  expect(result.status).toBe(500);
  expect(result.body).toEqual({ error: `Something went wrong on our side (${result.headers.get("x-request-id")})` });
});

test("not-found thrown by a use case is the contract's 404", async () => {
  const missing = endpoint(admins, async () => {
    throw notFound();
  });
  expect((await call(missing, { params: { account_id: account.id, id: 1 }, token: account.admin.token })).status).toBe(
    404,
  );
});
