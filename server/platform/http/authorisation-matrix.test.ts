import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { operations } from "#server/domain/operations.ts";
import { authorisationTable, callers } from "./testing/authorisation-table.ts";
import { call } from "./testing/call.ts";
import { findRoutes } from "./testing/find-routes.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

const handlers = new Map((await findRoutes()).map(({ handler }) => [handler.operation.id, handler]));

/** The token of a column. */
async function tokenOf(caller: string, account: SeededAccount): Promise<string | undefined> {
  switch (caller) {
    case "administrator":
      return account.admin.token;
    case "agent inside":
      return account.inside.token;
    case "agent outside":
      return account.outside.token;
    case "bot":
      return account.bot.token;
    case "other account":
      return (await seedAccount("Other")).admin.token;
    default:
      return undefined;
  }
}

test("every operation has a row, and every row an operation", () => {
  expect(Object.keys(authorisationTable).sort()).toEqual(operations.map((operation) => operation.id).sort());
});

describe.each(Object.entries(authorisationTable))("%s", (id, row) => {
  test.each(callers.map((caller, column) => [row.expected[column], caller] as const))(
    "answers %i to %s",
    async (status, caller) => {
      const handler = handlers.get(id);
      if (!handler) throw new Error(`${id} has no route`);
      const account = await seedAccount();
      const token = await tokenOf(caller, account);
      const { params, ...given } = (await row.given?.(account)) ?? {};
      const inAccount: Record<string, number> = handler.operation.path.includes("{account_id}")
        ? { account_id: account.id }
        : {};
      const result = await call(handler, { ...given, params: { ...inAccount, ...params }, token });
      expect(result.status, result.text.slice(0, 300)).toBe(status);
    },
  );
});
