import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { authorisationTable } from "./testing/authorisation-table.ts";
import { type CallOptions, call } from "./testing/call.ts";
import { type FoundRoute, findRoutes } from "./testing/find-routes.ts";

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
  [],
  [[]],
  [null],
  {},
  { a: { b: [] } },
];

const nastyPaths = [
  "x",
  "0",
  "-1",
  "1.5",
  "1e3",
  "9223372036854775808",
  "99999999999999999999999",
  "\0",
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
        for (const body of ["{", "[]", "null", '"x"', "\0"]) await send((given) => ({ ...given, body }));
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
      });
    }
  },
);

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
