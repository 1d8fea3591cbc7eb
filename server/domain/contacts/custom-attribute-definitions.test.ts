import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/custom_attribute_definitions/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/custom_attribute_definitions/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.inside.token });
const at = (id: number) => ({ params: { account_id: account.id, id }, token: account.inside.token });
const plan = {
  attribute_display_name: "Plan",
  attribute_display_type: 6,
  attribute_key: "plan",
  attribute_model: "1",
  attribute_values: ["Gold", "Silver"],
};
const create = (body: object) => call(all.POST, { ...here(), body });

test("200: types and kinds by number or name, given back by name; listed by kind", async () => {
  const made = await create({ custom_attribute_definition: plan });
  expect(made.status).toBe(200);
  expect(made.body).toMatchObject({
    attribute_display_type: "list",
    attribute_model: "contact_attribute",
    attribute_values: ["Gold", "Silver"],
    regex_pattern: null,
  });
  await create({ ...plan, attribute_model: "conversation_attribute", attribute_display_type: "text" });
  const keys = async (query: string) =>
    (await call(all.GET, { ...here(), query })).body.map((entry) => entry.attribute_model);
  expect(await keys("")).toEqual(["contact_attribute", "conversation_attribute"]);
  expect(await keys("?attribute_model=1")).toEqual(["contact_attribute"]);
  expect(await keys("?attribute_model=conversation_attribute")).toEqual(["conversation_attribute"]);
  expect((await call(one.GET, at(made.body.id))).body).toEqual(made.body);
});

test("200: changed field by field, and 204 when it goes", async () => {
  const { id } = (await create(plan)).body;
  const body = { attribute_display_name: "Tier", attribute_values: ["A"] };
  expect((await call(one.PATCH, { ...at(id), body })).body).toMatchObject({
    attribute_display_name: "Tier",
    attribute_values: ["A"],
    attribute_key: "plan",
  });
  expect(await call(one.DELETE, at(id))).toMatchObject({ status: 204, text: "" });
  expect((await call(one.GET, at(id))).status).toBe(404);
});

test("200: a list that gets its choices later", async () => {
  const { attribute_values: _, ...without } = plan;
  const made = await create(without);
  expect([made.status, made.body.attribute_values]).toEqual([200, []]);
  expect((await call(one.PATCH, { ...at(made.body.id), body: { attribute_values: ["Gold"] } })).body).toMatchObject({
    attribute_values: ["Gold"],
  });
});

test("422: a taken key, a standard one, a pattern that is none, missing fields", async () => {
  await create(plan);
  expect((await create(plan)).body).toEqual({
    message: "Attribute key has already been taken",
    attributes: ["attribute_key"],
  });
  expect((await create({ ...plan, attribute_key: "email" })).body).toEqual({
    message: "Attribute key The provided key is not allowed as it might conflict with default attributes.",
    attributes: ["attribute_key"],
  });
  expect((await create({ ...plan, attribute_key: "b", regex_pattern: "/(/" })).status).toBe(422);
  expect((await create({ attribute_key: "c" })).status).toBe(422);
  expect((await create({ ...plan, attribute_key: "d", attribute_display_type: 9 })).status).toBe(422);
  expect((await call(all.GET, here())).body).toHaveLength(1);
});

test("404 in another account, 401 without a token", async () => {
  const { id } = (await create(plan)).body;
  const foreign = { params: { account_id: account.other.id, id }, token: account.other.admin.token };
  expect((await call(one.GET, foreign)).status).toBe(404);
  expect((await call(one.PATCH, { ...foreign, body: { attribute_display_name: "x" } })).status).toBe(404);
  expect((await call(one.DELETE, foreign)).status).toBe(404);
  expect((await call(all.GET, { params: { account_id: account.id } })).status).toBe(401);
});
