import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { Operation } from "../contract/operation.ts";
import { runtime } from "../runtime.ts";
import type { RouteHandler } from "./endpoint.ts";
import { authorisationTable } from "./testing/authorisation-table.ts";
import { type CallOptions, call } from "./testing/call.ts";
import { findRoutes } from "./testing/find-routes.ts";
import { paramsIn } from "./testing/foreign-account.ts";

const { account: foreign, conversation, contactId, messageId, teamId, labelId } = inject("secondTenant");
const userId = foreign.inside.id;

/** A record of the second tenant for each name of a field that holds ids. */
const foreignIds: Record<string, unknown> = {
  account_id: foreign.id,
  agent_bot: foreign.bot.id,
  assignee_id: userId,
  author_id: userId,
  base_contact_id: contactId,
  contact_id: contactId,
  contact_ids: [contactId],
  conversation_id: conversation.displayId,
  conversation_display_id: conversation.displayId,
  conversation_ids: [conversation.displayId],
  id: userId,
  ids: [conversation.displayId],
  inbox_id: foreign.inbox.id,
  inbox_ids: [foreign.inbox.id],
  in_reply_to: messageId,
  label_ids: [labelId],
  mergee_contact_id: contactId,
  message_id: messageId,
  primary_actor_id: conversation.displayId,
  sender_id: foreign.bot.id,
  team_id: teamId,
  user_id: userId,
  user_ids: [userId],
};

/** Names of apps are the same for everybody; people in groups need a group, which the suite of the reference file has. */
const namesNoRecord = new Set([
  "integrations.app id",
  "groups.update_member member_id",
  "groups.remove_member member_id",
]);

let account: SeededAccount;
let before: Map<string, string>;
const foreignParams = new Map<string, Record<string, string | number>>();
beforeAll(async () => {
  await startTestRuntime();
  account = await seedAccount();
});
afterAll(stopTestRuntime);

const routes = (await findRoutes()).filter(({ handler, verb }) => handler.operation?.method === verb);

async function wellFormed(handler: RouteHandler): Promise<CallOptions> {
  const { id, path } = handler.operation;
  const given = (await authorisationTable[id]?.given?.(account)) ?? {};
  const inAccount: Record<string, number> = path.includes("{account_id}") ? { account_id: account.id } : {};
  return { token: account.admin.token, ...given, params: { ...inAccount, ...given.params } };
}

test("the second tenant is there", async () => {
  for (const { handler } of routes) foreignParams.set(handler.operation.id, await paramsIn(handler, foreign));
  before = await rowsOf(foreign.id);
  expect(before.size).toBeGreaterThan(12);
});

const handlers = routes.map(({ handler }) => handler);
const inAccount = handlers.filter(
  ({ operation }) => operation.path.includes("{account_id}") && pathIds(operation).length > 0,
);

test.each(inAccount.map((handler) => [handler.operation.id, handler] as const))(
  "%s answers 404 to another account's ids in the path",
  async (id, handler) => {
    const given = await wellFormed(handler);
    for (const name of pathIds(handler.operation)) {
      const value = foreignParams.get(id)?.[name];
      if (value === undefined || namesNoRecord.has(`${id} ${name}`)) continue;
      const result = await call(handler, { ...given, params: { ...given.params, [name]: value } });
      expect(result.status, `${name}: ${result.text.slice(0, 300)}`).toBe(404);
    }
  },
);

const taking = (["query", "body"] as const).flatMap((part) =>
  handlers.flatMap((handler) =>
    fieldsOf(handler, part).map((field) => [handler.operation.id, part, field, handler] as const),
  ),
);

test.each(taking.filter(([, , field]) => field in foreignIds))(
  "%s finds nothing by another account's ids: %s %s",
  async (_, part, field, handler) => {
    const given = await wellFormed(handler);
    await call(handler, part === "query" ? withQuery(given, field) : withField(given, field));
  },
);

test("nothing of the second tenant was changed, and nothing of ours points at it", async () => {
  expect(await rowsOf(foreign.id)).toEqual(before);
  expect(await pointing(account.id)).toEqual([]);
});

function pathIds({ path }: Operation): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).filter((name) => name !== "account_id");
}

function withQuery(given: CallOptions, field: string): CallOptions {
  const query = new URLSearchParams(given.query);
  const value = foreignIds[field];
  query.set(Array.isArray(value) ? `${field}[]` : field, String(value));
  return { ...given, query: `?${query}` };
}

function withField(given: CallOptions, field: string): CallOptions {
  const body = typeof given.body === "object" && !(given.body instanceof FormData) ? given.body : {};
  return { ...given, body: { ...body, [field]: foreignIds[field] } };
}

function fieldsOf({ operation }: RouteHandler, part: "query" | "body"): string[] {
  const schema = operation[part];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** A fingerprint of each table's rows of an account. */
async function rowsOf(accountId: number): Promise<Map<string, string>> {
  const marks = new Map<string, string>();
  for (const table of await tables()) {
    const [row] = await runtime().sql.unsafe<{ mark: string | null }[]>(
      `select md5(string_agg(t::text, ' ' order by t::text)) as mark from ${table} t where account_id = ${accountId}`,
    );
    if (row?.mark) marks.set(table, row.mark);
  }
  return marks;
}

/** Tables in which a row of the account names something of the second tenant. */
async function pointing(accountId: number): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tables()) {
    const rows = await runtime().sql.unsafe<{ row: string }[]>(
      `select t::text as row from ${table} t where account_id = ${accountId} and t::text ~ '77000\\d{5}'`,
    );
    found.push(...rows.map(({ row }) => `${table} ${row.slice(0, 300)}`));
  }
  return found;
}

async function tables(): Promise<string[]> {
  const rows = await runtime().sql<{ name: string }[]>`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'account_id'`;
  return rows.map(({ name }) => name);
}
