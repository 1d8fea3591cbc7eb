import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { fc } from "#db/testing/property.ts";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { authorisationTable } from "./testing/authorisation-table.ts";
import { type CallOptions, type CallResult, call } from "./testing/call.ts";
import { type FoundRoute, findRoutes } from "./testing/find-routes.ts";
import { schemaArbitrary } from "./testing/schema-arbitrary.ts";

let account: SeededAccount;
beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

/** What no field expects, or not every field. */
const nasty: unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  1e300,
  "",
  "x",
  "\0",
  "\ud800",
  "x".repeat(30_000),
  "9223372036854775808",
  "2025-02-30T25:61:00Z",
  "' or 1=1 --",
  "__proto__",
  [],
  [[]],
  [null],
  {},
  { a: { b: [] } },
  // Has no text and is no number, whoever asks it for one.
  { toString: "", valueOf: "" },
];

/** Neither JSON nor an object. */
const malformed = ["{", "[]", "null", '"x"', "\0", "[".repeat(100_000), '{"a":1}}', "{'a': 1}", "\ufeff{}"];

/** Forms that end too early, or never began. */
const malformedForms = [
  "",
  "--x",
  "--x\r\n",
  '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
  "--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--",
  '--x\r\nContent-Disposition: form-data; name="\0"; filename="../\0"\r\nContent-Type: \0\r\n\r\nb\r\n--x--',
  '--y\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--y--',
];

/** Refusals without a body: a link that leads nowhere, a message that cannot be sent again (messages §3). */
const saysNothing = new Set(["files.get 404", "messages.retry 422"]);

const nastyPaths = [
  "x",
  "0",
  "-1",
  "1.5",
  "1e3",
  "9223372036854775808",
  "99999999999999999999999",
  "\0",
  "__proto__",
  "../1",
  "%",
  "👍",
];

const strangeHeaders: Record<string, string>[] = [
  { authorization: "Bearer eyJ4Ijo" },
  { authorization: "Basic x" },
  { cookie: "next-auth.session-token=%E0%A4%A; ;;=" },
  { "access-token": "x", client: "y", uid: "z" },
  { "content-type": "multipart/form-data" },
  { "content-type": "application/json; charset=utf-16" },
  { "idempotency-key": "x".repeat(300) },
  { "x-forwarded-for": "not an address", "x-request-id": "'; --" },
];

const routes = (await findRoutes())
  .filter(({ handler, verb }) => handler.operation?.method === verb)
  .filter(takesInput);

describe.each(routes.map((route) => [route.handler.operation.id, route] as const))(
  "%s never fails on our side",
  (id, route) => {
    const send = async (change: (given: CallOptions) => CallOptions) => {
      account ??= await seedAccount();
      const given = (await authorisationTable[id]?.given?.(account)) ?? {};
      const inAccount: Record<string, number> = route.path.includes("{account_id}") ? { account_id: account.id } : {};
      const options = change({ ...given, params: { ...inAccount, ...given.params } });
      const result = await call(route.handler, { token: account.admin.token, ...options });
      const told = JSON.stringify([options.params, options.query, options.body])?.slice(0, 200);
      expect(result.status, `${told} → ${result.text.slice(0, 200)}`).toBeLessThan(500);
      if (result.status >= 400 && !saysNothing.has(`${id} ${result.status}`)) expectErrorBody(result, told);
      if (id === "profile.reset_access_token" || result.status === 401) account = await seedAccount();
    };

    test("whatever stands in the headers", async () => {
      for (const headers of strangeHeaders) await send((given) => ({ ...given, headers }));
    });

    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    if (names.length > 0) {
      test("whatever stands in the path", async () => {
        for (const name of names) {
          for (const value of nastyPaths)
            await send((given) => ({ ...given, params: { ...given.params, [name]: value } }));
        }
      });
    }

    const queryFields = fieldsOf(route, "query");
    for (const part of ["query", "body"] as const) {
      const schema = route.handler.operation[part];
      if (!(schema instanceof z.ZodObject) || fieldsOf(route, part).length === 0) continue;
      test(`whatever a ${part} of the right shape holds`, async () => {
        const property = fc.asyncProperty(schemaArbitrary(schema), (value) =>
          send((given) =>
            part === "body"
              ? { ...given, body: { ...plain(given.body), ...value } }
              : { ...given, query: asQuery(value) },
          ),
        );
        await fc.assert(property, { numRuns: 10 });
      });
    }

    if (queryFields.length > 0) {
      test("whatever stands in the query", async () => {
        for (const value of [...nastyPaths, ""]) {
          for (const suffix of ["", "[]", "[a]"]) {
            const query = queryFields.map((field) => `${field}${suffix}=${encodeURIComponent(value)}`).join("&");
            await send((given) => ({ ...given, query: `?${query}` }));
          }
        }
      });
    }

    const bodyFields = fieldsOf(route, "body");
    if (bodyFields.length > 0) {
      test("whatever stands in the body, in one field or in all", async () => {
        for (const [index, value] of nasty.entries()) {
          await send((given) => ({ ...given, body: Object.fromEntries(bodyFields.map((field) => [field, value])) }));
          const field = bodyFields[index % bodyFields.length] ?? "";
          await send((given) => ({ ...given, body: { ...plain(given.body), [field]: value } }));
        }
        for (const body of malformed) await send((given) => ({ ...given, body }));
      }, 60_000);

      test("whatever stands in a form", async () => {
        for (const suffix of ["", "[]", "[a]", "[a][b][]", "["]) {
          const form = new FormData();
          for (const field of bodyFields) form.append(`${field}${suffix}`, "x");
          await send((given) => ({ ...given, body: form }));
          const files = new FormData();
          for (const field of bodyFields) files.append(`${field}${suffix}`, new File(["x"], "x.txt"));
          await send((given) => ({ ...given, body: files }));
        }
        const headers = { "content-type": "multipart/form-data; boundary=x" };
        for (const body of malformedForms)
          await send((given) => ({ ...given, body, headers: { ...given.headers, ...headers } }));
      });
    }
  },
);

/** Every refusal is told in one of the contract's shapes (conventions §4); for a few it has the status alone. */
function expectErrorBody({ status, text, headers }: CallResult<unknown>, told: string): void {
  if (status === 429 || (status === 422 && text === "")) return;
  const about = `${told} → ${status} ${text.slice(0, 200)}`;
  expect(headers.get("content-type"), about).toContain("application/json");
  const body = JSON.parse(text) as Record<string, unknown>;
  expect(typeof (body.error ?? body.message ?? body.errors ?? body.success), about).not.toBe("undefined");
}

/** As forms and addresses spell nested values. */
function asQuery(value: Record<string, unknown>): string {
  const query = new URLSearchParams();
  const add = (name: string, item: unknown): void => {
    if (Array.isArray(item)) for (const entry of item) add(`${name}[]`, entry);
    else if (typeof item === "object" && item !== null)
      for (const [key, entry] of Object.entries(item)) add(`${name}[${key}]`, entry);
    else query.append(name, String(item).toWellFormed());
  };
  for (const [name, item] of Object.entries(value)) add(name, item);
  return `?${query}`;
}

/** An operation that takes nothing cannot be given anything bad. */
function takesInput(route: FoundRoute): boolean {
  return route.path.includes("{") || fieldsOf(route, "query").length > 0 || fieldsOf(route, "body").length > 0;
}

function fieldsOf({ handler }: FoundRoute, part: "query" | "body"): string[] {
  const schema = handler.operation[part];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

const plain = (body: unknown): Record<string, unknown> =>
  typeof body === "object" && body !== null ? { ...body } : {};
