import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { customFilters } from "#db/schema/custom-filters.ts";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedCustomFilter } from "#db/testing/seed-settings.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/custom_filters/[custom_filter_id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/custom_filters/route.ts";
import { listCustomFilters } from "./queries.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const query = {
  payload: [{ attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: null }],
};
const here = () => ({ params: { account_id: account.id }, token: account.inside.token });
const at = (custom_filter_id: number) => ({ ...here(), params: { account_id: account.id, custom_filter_id } });

test("create: 200 with the view; the kind is a name or a number, under either key", async () => {
  const result = await call(all.POST, { ...here(), body: { custom_filter: { name: "Open", query } } });
  expect([result.status, result.body]).toEqual([
    200,
    {
      id: expect.any(Number),
      name: "Open",
      filter_type: "conversation",
      query,
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    },
  ]);
  for (const kind of [{ filter_type: 1 }, { filter_type: "contact" }, { type: "contact" }]) {
    const { body } = await call(all.POST, { ...here(), body: { name: "People", query, ...kind } });
    expect(body.filter_type).toBe("contact");
  }
});

test("create: 422 without a name, for an unknown kind, and beyond a thousand", async () => {
  expect((await call(all.POST, { ...here(), body: { query } })).status).toBe(422);
  expect((await call(all.POST, { ...here(), body: { name: "x", filter_type: "orders" } })).status).toBe(422);
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    accountId: account.id,
    userId: account.inside.id,
    name: `view ${index}`,
  }));
  await runtime().db.insert(customFilters).values(rows);
  const full = await call(all.POST, { ...here(), body: { name: "x", query } });
  expect([full.status, full.body]).toEqual([
    422,
    {
      message: "Account Limit reached. The maximum number of allowed custom filters for a user per account is 1000.",
      attributes: ["base"],
    },
  ]);
});

test("list: the caller's own of one kind, conversations unless said, in one statement", async () => {
  const own = await seedCustomFilter(account.id, account.inside.id);
  const report = await seedCustomFilter(account.id, account.inside.id, { filterType: "report" });
  await seedCustomFilter(account.id, account.admin.id);
  const views = await expectStatements(1, () => listCustomFilters(account.inside.ctx, {}));
  expect(views.map((view) => view.id)).toEqual([own.id]);
  const reports = await call(all.GET, { ...here(), query: "?filter_type=2" });
  expect(reports.body.map((view) => view.id)).toEqual([report.id]);
});

test("show, update and delete one's own: 200, 200 and 204", async () => {
  const { id } = await seedCustomFilter(account.id, account.inside.id);
  expect((await call(one.GET, at(id))).body).toMatchObject({ id, name: "VIP" });
  const changed = await call(one.PATCH, { ...at(id), body: { name: "Gold", query } });
  expect([changed.status, changed.body.name, changed.body.query]).toEqual([200, "Gold", query]);
  const deleted = await call(one.DELETE, at(id));
  expect([deleted.status, deleted.text]).toEqual([204, ""]);
  expect((await call(one.GET, at(id))).status).toBe(404);
});

test("404 for a view of a colleague, and for one of another account", async () => {
  const ids = [
    (await seedCustomFilter(account.id, account.admin.id)).id,
    (await seedCustomFilter(account.other.id, account.other.inside.id)).id,
  ];
  for (const id of ids) {
    const results = [
      await call(one.GET, at(id)),
      await call(one.PATCH, { ...at(id), body: { name: "x" } }),
      await call(one.DELETE, at(id)),
    ];
    expect(results.map((result) => result.status)).toEqual([404, 404, 404]);
  }
});
