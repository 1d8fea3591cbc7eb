import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedArticle, seedCategory, seedPortal } from "#db/testing/seed-help-center.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as oneArticle from "../../../app/api/v1/accounts/[account_id]/portals/[id]/articles/[article_id]/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/portals/[id]/categories/[category_id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/portals/[id]/categories/route.ts";
import { listCategories } from "./list-categories.ts";

let account: SeededAccount & { other: SeededAccount };
let portal: { id: number; slug: string };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  portal = await seedPortal(account.id);
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id, id: portal.slug }, token: account.admin.token });
const at = (id: number) => ({ ...here(), params: { ...here().params, category_id: id } });
const create = (category: object) => call(all.POST, { ...here(), body: { category } });

test("create: 200 with the category, in English and without icon unless said otherwise", async () => {
  const result = await create({ name: "Billing", slug: "billing", position: "3", description: "Money" });
  expect([result.status, result.body]).toEqual([
    200,
    {
      payload: {
        id: expect.any(Number),
        account_id: account.id,
        name: "Billing",
        slug: "billing",
        locale: "en",
        description: "Money",
        position: 3,
        icon: "",
        meta: { articles_count: 0 },
      },
    },
  ]);
});

test.each([
  [{ slug: "x" }, "Name can't be blank", ["name"]],
  [{ name: "x" }, "Slug can't be blank", ["slug"]],
  [
    { name: "x", slug: "x", locale: "es" },
    `Locale es of category is not part of portal's ["en", "pt_BR"].`,
    ["locale"],
  ],
  [{ name: "x", slug: "x", parent_category_id: 9 ** 9 }, "Parent category must exist", ["parent_category_id"]],
])("create: 422 for %j", async (category, message, attributes) => {
  const result = await create(category);
  expect([result.status, result.body]).toEqual([422, { message, attributes }]);
});

test("a slug may be had once in each locale", async () => {
  await create({ name: "Billing", slug: "billing" });
  expect((await create({ name: "Cobrança", slug: "billing", locale: "pt_BR" })).status).toBe(200);
  const again = await create({ name: "Again", slug: "billing" });
  expect([again.status, again.body]).toEqual([
    422,
    { message: "Locale should be unique in the category and portal", attributes: ["locale"] },
  ]);
});

test("parent, translation and related categories come along; an empty list of related ones changes nothing", async () => {
  const parent = await seedCategory(account.id, portal.id);
  const root = await seedCategory(account.id, portal.id);
  const strange = await seedCategory(account.other.id, (await seedPortal(account.other.id)).id);
  const made = await create({
    name: "Cobrança",
    slug: "cobranca",
    locale: "pt_BR",
    parent_category_id: parent.id,
    associated_category_id: root.id,
    related_category_ids: [parent.id, strange.id],
  });
  const { payload } = made.body;
  expect(payload).toMatchObject({ parent_category: { id: parent.id }, root_category: { id: root.id } });
  expect(payload.related_categories?.map(({ id }) => id)).toEqual([parent.id]);
  // The translation of a translation belongs to the first of them.
  const third = await create({ name: "Third", slug: "third", associated_category_id: payload.id });
  expect(third.body.payload.root_category?.id).toBe(root.id);
  const changed = await call(one.PATCH, { ...at(payload.id), body: { category: { related_category_ids: [] } } });
  expect(changed.body.payload.related_categories).toHaveLength(1);
  await call(one.DELETE, at(parent.id));
  const left = (await call(one.GET, at(payload.id))).body.payload;
  expect([left.parent_category, left.related_categories]).toEqual([undefined, undefined]);
});

test("list: by position, of one locale with its articles where one is named; four statements at most", async () => {
  const second = await seedCategory(account.id, portal.id, { position: 2 });
  const first = await seedCategory(account.id, portal.id, { position: 1, relatedCategoryIds: [second.id] });
  const portuguese = await seedCategory(account.id, portal.id, { locale: "pt_BR", associatedCategoryId: first.id });
  await seedArticle(account.id, portal.id, { categoryId: first.id });
  await seedArticle(account.id, portal.id, { categoryId: first.id, locale: "pt_BR" });
  const list = async (query = "") => (await call(all.GET, { ...here(), token: account.outside.token, query })).body;
  expect((await list()).payload.map(({ id }) => id)).toEqual([portuguese.id, first.id, second.id]);
  const english = await list("?locale=en");
  expect(english.payload.map(({ id, meta }) => [id, meta.articles_count])).toEqual([
    [first.id, 1],
    [second.id, 0],
  ]);
  expect(english.meta).toEqual({ current_page: 1, categories_count: 2 });
  expect(await list("?page=2")).toEqual({ payload: [], meta: { current_page: "2", categories_count: 0 } });
  await expectStatements(4, () => listCategories(account.outside.ctx, { id: portal.slug, locale: "pt_BR", page: 1 }));
});

test("update and delete: articles follow into another locale and stay when the category goes", async () => {
  const category = await seedCategory(account.id, portal.id);
  const article = await seedArticle(account.id, portal.id, { categoryId: category.id });
  const changed = await call(one.PUT, { ...at(category.id), body: { name: "Cobrança", locale: "pt_BR" } });
  expect(changed.body.payload).toMatchObject({ name: "Cobrança", locale: "pt_BR", slug: category.slug });
  const ofArticle = { ...here(), params: { ...here().params, article_id: article.id } };
  const found = async () => (await call(oneArticle.GET, ofArticle)).body.payload;
  expect(await found()).toMatchObject({ locale: "pt_BR", category: { id: category.id, name: "Cobrança" } });
  const wrong = await call(one.PATCH, { ...at(category.id), body: { locale: "es" } });
  expect([wrong.status, wrong.body]).toMatchObject([422, { attributes: ["locale"] }]);
  const deleted = await call(one.DELETE, at(category.id));
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  expect((await found()).category).toEqual({ id: null, name: null, slug: null, locale: null });
});

test("404 for a category of another portal or account, and in a portal of another account", async () => {
  const elsewhere = await seedCategory(account.id, (await seedPortal(account.id)).id);
  const strange = await seedPortal(account.other.id);
  const inStrange = { ...here(), params: { account_id: account.id, id: strange.slug } };
  const results = [
    await call(one.GET, at(elsewhere.id)),
    await call(one.PATCH, { ...at(elsewhere.id), body: { name: "x" } }),
    await call(one.DELETE, at(elsewhere.id)),
    await call(all.GET, inStrange),
    await call(all.POST, { ...inStrange, body: { name: "x", slug: "x" } }),
  ];
  expect(results.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
});
