import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { countStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../runtime.ts";
import type { RouteHandler } from "./endpoint.ts";
import { authorisationTable } from "./testing/authorisation-table.ts";
import { type CallOptions, call } from "./testing/call.ts";
import { type FilledAccount, fillAccount } from "./testing/fill-account.ts";
import { findRoutes } from "./testing/find-routes.ts";

/** No list needs more, whatever it shows. */
const BUDGET = 12;

/** Figures that are each summed up by themselves, for two stretches of time; a search for four kinds of things at once. */
const budgets: Record<string, number> = {
  "reports.summary": 30,
  "reports.conversations_summary_file": 31,
  "search.all": 13,
};

interface Filled {
  account: SeededAccount;
  places: FilledAccount;
}

let few: Filled;
let lots: Filled;
beforeAll(async () => {
  await startTestRuntime();
  few = await filled(3);
  lots = await filled(12);
}, 120_000);
afterAll(stopTestRuntime);

async function filled(count: number): Promise<Filled> {
  const account = await seedAccount();
  return { account, places: await fillAccount(account, count) };
}

const handlers = (await findRoutes())
  .map(({ handler }) => handler)
  .filter(({ operation }) => operation.method === "GET" && operation.path.includes("/accounts/{account_id}"))
  .filter(({ operation }) => operation.callers.includes("user") || operation.callers.includes("administrator"));

test.each(handlers.map((handler) => [handler.operation.id, handler] as const))(
  "%s takes as many statements for twelve records as for three",
  async (id, handler) => {
    const [short, long] = [await measured(handler, few), await measured(handler, lots)];
    expect(long.statements.slice(short.statements.length), `${long.statements.length}`).toEqual([]);
    expect(long.statements.length).toBeLessThanOrEqual(budgets[id] ?? BUDGET);
    if (id.endsWith(".list")) expect(long.size, "the list is longer").toBeGreaterThan(short.size);
  },
);

async function measured(handler: RouteHandler, { account, places }: Filled) {
  const options = await request(handler, account, places);
  // What is remembered from the request before depends on the order of the tests.
  runtime().caches.clear();
  const { result, statements } = await countStatements(() => call(handler, options));
  expect(result.status, result.text.slice(0, 300)).toBeLessThan(500);
  return { statements, size: result.text.length };
}

async function request(
  { operation }: RouteHandler,
  account: SeededAccount,
  places: FilledAccount,
): Promise<CallOptions> {
  const given = (await authorisationTable[operation.id]?.given?.(account)) ?? {};
  const { contactId, messageId, ruleId, portalSlug, ...named } = places;
  const id: Record<string, string | number> = {
    contacts: contactId,
    inboxes: places.inbox_id,
    automation_rules: ruleId,
    portals: portalSlug,
  };
  const own = { ...given.params, ...named, message_id: messageId };
  const noun = /\/(\w+)\/\{id\}/.exec(operation.path)?.[1] ?? "";
  const params = { ...own, account_id: account.id, ...(id[noun] !== undefined && { id: id[noun] }) };
  return { ...given, token: account.admin.token, params };
}
