import { afterAll, beforeAll, expect, test } from "vitest";
import { customAttributeDefinitions as definitionRows } from "#db/schema/custom-attribute-definitions.ts";
import { fc } from "#db/testing/property.ts";
import { type SeededAccount, seedContact, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { isAppError } from "../../platform/app-error.ts";
import { runtime } from "../../platform/runtime.ts";
import { asFragment } from "./condition.ts";
import { contactFilter } from "./contact-filter.ts";
import type { FilterRow } from "./contract.ts";
import { conversationFilter } from "./conversation-filter.ts";
import { filterCondition } from "./filter-condition.ts";
import { filterOperators } from "./filter-target.ts";

type Row = [key: string, operator: string, values?: unknown, query?: "AND" | "OR" | "and"];

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
  account = await seedTwoAccounts();
  await seedEverything();
});
afterAll(stopTestRuntime);

async function seedEverything(): Promise<void> {
  const define = (attributeKey: string, displayType: "text" | "number" | "date" | "checkbox" | "list") =>
    runtime()
      .db.insert(definitionRows)
      .values(
        (["conversation_attribute", "contact_attribute"] as const).map((attributeModel) => ({
          accountId: account.id,
          attributeModel,
          attributeKey,
          displayName: attributeKey,
          displayType,
        })),
      );
  await define("plan", "list");
  await define("seats", "number");
  await define("renewal", "date");
  await define("vip", "checkbox");
  await define('it\'s "odd" $1 %s', "text");
  await seedConversation(account, {
    displayId: 101,
    status: "open",
    assigneeId: account.inside.id,
    priority: 3,
    labels: ["sales", "late"],
    additionalAttributes: { browser_language: "pt", referer: "https://example.com/a%b", mail_subject: "Offer" },
    customAttributes: { plan: "Gold", seats: 12, renewal: "2026-03-01", vip: true },
    createdAt: new Date("2026-01-10T23:59:59Z"),
    contact: { name: "Ana", customAttributes: { plan: "Basic" } },
  });
  await seedConversation(account, {
    displayId: 102,
    status: "resolved",
    groupType: "group",
    customAttributes: { plan: "silver", seats: "7", renewal: "soon", vip: "no" },
    createdAt: new Date("2026-01-11T00:00:00Z"),
    contact: { name: "Team", groupType: "group", identifier: "1@g.us" },
  });
  await seedConversation(account, { displayId: 103, status: "pending", createdAt: new Date("2020-01-01T12:00:00Z") });
  await seedConversation(account.other, { displayId: 101 });
  await seedContact(account.id, {
    name: "Zoë",
    email: "zoe@example.com",
    phoneNumber: "+5511987654321",
    blocked: true,
  });
}

const rowsOf = (rows: Row[]): FilterRow[] =>
  rows.map(([attribute_key, filter_operator, values, query_operator]) => ({
    attribute_key,
    filter_operator,
    values,
    query_operator,
  }));

async function conversationsBy(...rows: Row[]): Promise<number[]> {
  const { sql } = runtime();
  const condition = await filterCondition(account.inside.ctx, conversationFilter, rowsOf(rows));
  const found = await sql<{ id: number }[]>`
    select c.display_id as id from conversations c
    where c.account_id = ${account.id} and ${asFragment(sql, condition)} order by 1`;
  return found.map((row) => row.id - 100);
}

async function contactsBy(...rows: Row[]): Promise<string[]> {
  const { sql } = runtime();
  const condition = await filterCondition(account.inside.ctx, contactFilter, rowsOf(rows));
  const found = await sql<{ name: string }[]>`
    select name from contacts where account_id = ${account.id} and ${asFragment(sql, condition)} order by id`;
  return found.map((row) => row.name);
}

/** The sentence of the refusal. */
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "accepted",
    (error) => (isAppError(error) && error.code === "refused" ? String(error.details.public) : Promise.reject(error)),
  );

test("no rows let everything through, of this account alone", async () => {
  expect(await conversationsBy()).toEqual([1, 2, 3]);
});

test("equal_to means any of the values, not_equal_to none of them and also what has no value", async () => {
  expect(await conversationsBy(["status", "equal_to", ["open", "pending"]])).toEqual([1, 3]);
  expect(await conversationsBy(["status", "equal_to", ["all"]])).toEqual([1, 2, 3]);
  expect(await conversationsBy(["assignee_id", "equal_to", [String(account.inside.id)]])).toEqual([1]);
  expect(await conversationsBy(["assignee_id", "not_equal_to", [account.inside.id]])).toEqual([2, 3]);
  expect(await conversationsBy(["priority", "equal_to", ["urgent"]])).toEqual([1]);
  expect(await conversationsBy(["priority", "not_equal_to", ["urgent"]])).toEqual([2, 3]);
  expect(await conversationsBy(["group_type", "equal_to", ["group"]])).toEqual([2]);
  expect(await conversationsBy(["display_id", "equal_to", "102"])).toEqual([2]);
  expect(await conversationsBy(["browser_language", "equal_to", ["PT"]])).toEqual([1]);
  expect(await conversationsBy(["inbox_id", "not_equal_to", [account.inbox.id]])).toEqual([]);
});

test("presence, labels and parts of texts", async () => {
  expect(await conversationsBy(["assignee_id", "is_present"])).toEqual([1]);
  expect(await conversationsBy(["team_id", "is_not_present", []])).toEqual([1, 2, 3]);
  expect(await conversationsBy(["labels", "equal_to", ["late", "none"]])).toEqual([1]);
  expect(await conversationsBy(["labels", "not_equal_to", ["late"]])).toEqual([2, 3]);
  expect(await conversationsBy(["labels", "is_not_present"])).toEqual([2, 3]);
  expect(await conversationsBy(["referer", "contains", ["A%B"]])).toEqual([1]);
  expect(await conversationsBy(["referer", "contains", ["a_b"]])).toEqual([]);
  expect(await conversationsBy(["mail_subject", "does_not_contain", ["offer"]])).toEqual([2, 3]);
  expect(await conversationsBy(["display_id", "contains", ["10"]])).toEqual([1, 2, 3]);
});

test("times are compared as days in UTC", async () => {
  expect(await conversationsBy(["created_at", "is_greater_than", ["2026-01-10"]])).toEqual([2]);
  expect(await conversationsBy(["created_at", "is_less_than", ["2026-01-11"]])).toEqual([1, 3]);
  expect(await conversationsBy(["created_at", "days_before", [1]])).toContain(3);
  expect(await conversationsBy(["last_activity_at", "days_before", ["0"]])).toEqual([]);
});

test("rows are joined as SQL would join them", async () => {
  const pending: Row = ["status", "equal_to", ["pending"]];
  expect(await conversationsBy(["status", "equal_to", ["open"], "OR"], pending)).toEqual([1, 3]);
  expect(await conversationsBy(["status", "equal_to", ["open"], "and"], pending)).toEqual([]);
  expect(
    await conversationsBy(["display_id", "equal_to", [102], "OR"], ["labels", "is_present", [], "AND"], pending),
  ).toEqual([2]);
});

test("custom attributes are compared by their display type, whatever was stored", async () => {
  expect(await conversationsBy(["plan", "equal_to", ["gold", "SILVER"]])).toEqual([1, 2]);
  expect(await conversationsBy(["plan", "not_equal_to", ["gold"]])).toEqual([2, 3]);
  expect(await conversationsBy(["plan", "does_not_contain", ["ilv"]])).toEqual([1, 3]);
  expect(await conversationsBy(["seats", "is_greater_than", ["7"]])).toEqual([1]);
  expect(await conversationsBy(["seats", "equal_to", ["7.0"]])).toEqual([2]);
  expect(await conversationsBy(["renewal", "is_less_than", ["2026-03-02"]])).toEqual([1]);
  expect(await conversationsBy(["renewal", "days_before", ["1"]])).toEqual([1]);
  expect(await conversationsBy(["vip", "equal_to", ["true"]])).toEqual([1]);
  expect(await conversationsBy(["vip", "equal_to", [false]])).toEqual([2]);
  expect(await conversationsBy(["vip", "is_not_present"])).toEqual([3]);
  const ofContact = { ...rowsOf([["plan", "equal_to", ["basic"]]])[0], custom_attribute_type: "contact_attribute" };
  const condition = await filterCondition(account.inside.ctx, conversationFilter, [ofContact as FilterRow]);
  const { sql } = runtime();
  expect(
    await sql`select c.display_id from conversations c where c.account_id = ${account.id} and ${asFragment(sql, condition)}`,
  ).toHaveLength(1);
});

test("contacts: numbers with or without plus, texts in any case, only the first value", async () => {
  expect(await contactsBy(["phone_number", "equal_to", ["5511987654321"]])).toEqual(["Zoë"]);
  expect(await contactsBy(["phone_number", "starts_with", ["+5511"]])).toEqual(["Zoë"]);
  expect(await contactsBy(["email", "equal_to", ["ZOE@example.com", "x"]])).toEqual(["Zoë"]);
  expect(await contactsBy(["name", "contains", ["OË"]])).toEqual(["Zoë"]);
  expect(await contactsBy(["name", "equal_to", ["Ana", "Zoë"]])).toEqual(["Ana"]);
  expect(await contactsBy(["blocked", "equal_to", [true]])).toEqual(["Zoë"]);
  expect(await contactsBy(["plan", "is_present"])).toEqual(["Ana"]);
});

test("refusals name what is wrong", async () => {
  expect(await refusal(conversationsBy(["nope", "equal_to", ["x"]]))).toMatch(
    /^Invalid attribute key - \[nope\]\. The key should be one of \[status,.*\] or a custom attribute defined in the account\.$/,
  );
  expect(await refusal(conversationsBy(["constructor", "equal_to", ["x"]]))).toMatch(/^Invalid attribute key/);
  expect(await refusal(conversationsBy(["status", "contains", ["x"]]))).toBe(
    "Invalid operator. The allowed operators for status are [equal_to,not_equal_to].",
  );
  const bad = "Invalid value. The values provided for";
  expect(await refusal(conversationsBy(["status", "equal_to", ["great"]]))).toBe(`${bad} status are invalid`);
  expect(await refusal(conversationsBy(["status", "equal_to", []]))).toBe(`${bad} status are invalid`);
  expect(await refusal(conversationsBy(["status", "equal_to"]))).toBe(`${bad} status are invalid`);
  expect(await refusal(conversationsBy(["assignee_id", "equal_to", [{ id: 1 }]]))).toBe(
    `${bad} assignee_id are invalid`,
  );
  expect(await refusal(conversationsBy(["created_at", "is_less_than", ["2026-02-30"]]))).toBe(
    `${bad} created_at are invalid`,
  );
  const twice: Row = ["status", "equal_to", ["open"]];
  expect(await refusal(conversationsBy(twice, twice))).toBe('Query operator must be either "AND" or "OR".');
});

test("a custom attribute of another account is unknown", async () => {
  const condition = filterCondition(account.other.inside.ctx, conversationFilter, rowsOf([["plan", "is_present"]]));
  expect(await refusal(condition)).toMatch(/^Invalid attribute key/);
});

const ascii = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1));

test("the whole ASCII set in keys, operators and values breaks no statement", { timeout: 120_000 }, async () => {
  const odd = 'it\'s "odd" $1 %s';
  const keys = [...Object.keys(conversationFilter.attributes), "plan", "seats", "renewal", "vip", odd];
  const text = fc.oneof(fc.string({ unit: fc.constantFrom(...ascii), maxLength: 12 }), fc.string({ unit: "binary" }));
  const value = fc.oneof(
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant("2026-01-01"),
    fc.nat().map(String),
  );
  const row = fc.tuple(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...keys) }, text),
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...filterOperators) }, text),
    fc.oneof({ weight: 8, arbitrary: fc.array(value, { maxLength: 3 }) }, value),
    fc.constantFrom("AND" as const, "OR" as const),
  );
  for (const sign of ascii) expect(await conversationsBy([odd, "contains", [sign]])).toEqual([]);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
      await refusal(conversationsBy(...rows));
      await refusal(contactsBy(...rows));
    }),
    { numRuns: 400 },
  );
});
