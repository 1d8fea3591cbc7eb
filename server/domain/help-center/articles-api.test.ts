import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedArticle, seedCategory, seedPortal } from "#db/testing/seed-help-center.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as edit from "../../../app/api/v1/accounts/[account_id]/portals/[id]/articles/[article_id]/edit/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/portals/[id]/articles/[article_id]/route.ts";
import * as reorder from "../../../app/api/v1/accounts/[account_id]/portals/[id]/articles/reorder/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/portals/[id]/articles/route.ts";
import { listArticles } from "./list-articles.ts";

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
const at = (id: number) => ({ ...here(), params: { ...here().params, article_id: id } });
const least = () => ({ title: "Refunds", content: "Ask **us**.", author_id: account.admin.id });
const create = (article: object) => call(all.POST, { ...here(), body: { article } });
const list = async (query = "") => (await call(all.GET, { ...here(), token: account.outside.token, query })).body;
const seed = (values: Parameters<typeof seedArticle>[2]) => seedArticle(account.id, portal.id, values);

test("create: 200 with the article: a draft, in the portal's language, with a slug of time and title", async () => {
  const result = await create({ ...least(), title: "Como peço um reembolso?", meta: { tags: ["money"] } });
  expect([result.status, result.body]).toEqual([
    200,
    {
      payload: {
        id: expect.any(Number),
        slug: expect.stringMatching(/^\d{10}-como-peco-um-reembolso$/),
        title: "Como peço um reembolso?",
        content: "Ask **us**.",
        description: null,
        status: "draft",
        position: 10,
        account_id: account.id,
        locale: "en",
        updated_at: expect.any(Number),
        meta: { tags: ["money"] },
        category: { id: null, name: null, slug: null, locale: null },
        views: 0,
        author: expect.objectContaining({ id: account.admin.id, available_name: account.admin.name }),
      },
    },
  ]);
});

test("create: status by name or number; position and locale follow the category", async () => {
  const category = await seedCategory(account.id, portal.id, { locale: "pt_BR" });
  const first = await create({ ...least(), status: 1, category_id: category.id, locale: "en" });
  const second = await create({ ...least(), status: "2", category_id: category.id, slug: `own-${category.id}` });
  expect([first, second].map(({ body: { payload } }) => [payload.status, payload.position, payload.locale])).toEqual([
    ["published", 10, "pt_BR"],
    ["archived", 20, "pt_BR"],
  ]);
  expect(second.body.payload.slug).toBe(`own-${category.id}`);
});

test.each([
  [{ title: " " }, "Title can't be blank", ["title"]],
  [{ content: "" }, "Content can't be blank", ["content"]],
  [{ content: "x".repeat(65_536) }, "Content is too long (maximum is 65535 characters)", ["content"]],
  [{ author_id: undefined }, "Author must exist", ["author"]],
  [{ author_id: 9 ** 9 }, "Author must exist", ["author"]],
  [{ status: "live" }, "Status is not included in the list", ["status"]],
  [{ category_id: 9 ** 9 }, "Category must exist", ["category"]],
  [{ slug: "a b" }, "Slug is invalid", ["slug"]],
])("create: 422 for %j", async (wrong, message, attributes) => {
  const result = await create({ ...least(), ...wrong });
  expect([result.status, result.body]).toEqual([422, { message, attributes }]);
});

test("create: two with the same title in the same second both have an address", async () => {
  const slugs: string[] = [];
  for (let count = 0; count < 4; count++) slugs.push((await create(least())).body.payload.slug);
  slugs.push((await create({ ...least(), slug: "" })).body.payload.slug);
  expect(new Set(slugs).size).toBe(5);
  expect(slugs.at(-1)).toMatch(/^\d+-/);
});

test("create: 422 for a taken slug, an author who is no member, a missing root key; 404 for an unknown original", async () => {
  const { slug } = await seed({});
  const taken = await create({ ...least(), slug });
  expect([taken.status, taken.body]).toEqual([422, { message: "Slug has already been taken", attributes: ["slug"] }]);
  expect((await create({ ...least(), author_id: account.other.admin.id })).status).toBe(422);
  const empty = await call(all.POST, { ...here(), body: { nothing: 1 } });
  expect([empty.status, empty.body]).toEqual([422, { error: "param is missing or the value is empty: article" }]);
  const strange = await seedArticle(account.other.id, (await seedPortal(account.other.id)).id);
  expect((await create({ ...least(), associated_article_id: strange.id })).status).toBe(404);
});

test("translations hang on the first article, whichever of them is named, and become free when it goes", async () => {
  const root = await seed({});
  const second = (await create({ ...least(), associated_article_id: root.id, locale: "pt_BR" })).body.payload;
  const third = (await create({ ...least(), associated_article_id: second.id, slug: `third-${root.id}` })).body.payload;
  const shown = (await call(one.GET, at(root.id))).body.payload;
  expect(shown.associated_articles?.map(({ id }) => id)).toEqual([second.id, third.id]);
  expect(shown.associated_articles?.[0]?.portal.slug).toBe(portal.slug);
  const itself = await call(one.PATCH, { ...at(root.id), body: { associated_article_id: second.id } });
  expect([itself.status, itself.body]).toMatchObject([422, { attributes: ["associated_article_id"] }]);
  await call(one.DELETE, at(root.id));
  expect((await call(one.GET, at(second.id))).status).toBe(200);
});

test("update: what is given; a new category brings its locale and a place at its end", async () => {
  const category = await seedCategory(account.id, portal.id, { locale: "pt_BR" });
  await seed({ categoryId: category.id, position: 40 });
  const { id, slug } = await seed({ position: 10, authorId: account.admin.id });
  const { payload } = (await call(one.PUT, { ...at(id), body: { status: "published", category_id: category.id } }))
    .body;
  expect(payload).toMatchObject({ slug, title: "Refunds", status: "published", position: 50, locale: "pt_BR" });
  expect((await call(edit.GET, at(id))).body.payload).toEqual(payload);
  expect((await call(one.PATCH, { ...at(id), body: { title: "" } })).status).toBe(422);
  expect((await call(one.PATCH, { ...at(id), body: { author_id: null } })).body).toMatchObject({
    attributes: ["author"],
  });
  const deleted = await call(one.DELETE, at(id));
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
});

test("list: counts respect locale, category and text but neither status nor author", async () => {
  const category = await seedCategory(account.id, portal.id);
  const of = { categoryId: category.id };
  const last = await seed({ ...of, position: 20, status: "published", authorId: account.outside.id });
  const first = await seed({ ...of, position: 10, status: "archived" });
  await seed({ locale: "pt_BR" });
  const { payload, meta } = await list(`?locale=en&category_slug=${category.slug}&status=1`);
  expect(payload.map(({ id }) => id)).toEqual([last.id]);
  expect(meta).toEqual({
    all_articles_count: 3,
    articles_count: 2,
    archived_articles_count: 1,
    published_count: 1,
    draft_articles_count: 0,
    mine_articles_count: 1,
    current_page: 1,
  });
  expect((await list("?page=1")).meta.current_page).toBe("1");
  const byPlace = await list(`?category_slug=${category.slug}`);
  expect(byPlace.payload.map(({ id }) => id)).toEqual([first.id, last.id]);
  expect((await list(`?author_id=${account.outside.id}`)).payload.map(({ id }) => id)).toEqual([last.id]);
});

test("list: the newest change first, 25 to a page, in a fixed number of statements", async () => {
  for (let minute = 0; minute < 27; minute++) {
    const updatedAt = new Date(Date.UTC(2025, 0, 1, 0, minute));
    await seed({ title: `No ${minute}`, updatedAt, authorId: account.admin.id });
  }
  expect((await list()).payload.map(({ title }) => title).slice(0, 2)).toEqual(["No 26", "No 25"]);
  expect((await list("?page=2")).payload.map(({ title }) => title)).toEqual(["No 1", "No 0"]);
  await expectStatements(5, () => listArticles(account.outside.ctx, { id: portal.slug, page: 1 }));
});

test("search: beginnings of words, whatever marks and case; title before description before text", async () => {
  const inText = await seed({ title: "Other", content: "Um reembolso é possível." });
  const inTitle = await seed({ title: "REEMBOLSO", content: "x" });
  const inDescription = await seed({ title: "Else", description: "Reembolsos", content: "x" });
  await seed({ title: "Nothing", content: "embolso" });
  const found = async (text: string) => (await list(`?query=${encodeURIComponent(text)}`)).payload.map(({ id }) => id);
  expect(await found("?!")).toEqual([]);
  expect(await found("reembol")).toEqual([inTitle.id, inDescription.id, inText.id]);
  expect(await found("possivel reem")).toEqual([inText.id]);
  expect(await found("É")).toEqual(expect.arrayContaining([inText.id]));
  for (const odd of ["'", "a'b", "!", "\\", "a & | b", ":*", "(", "👍", "%"]) await found(odd);
});

test("reorder: all of them or none", async () => {
  const [first, second] = [await seed({}), await seed({})];
  const send = (positions: Record<string, number>) =>
    call(reorder.POST, { ...here(), body: { positions_hash: positions } });
  const done = await send({ [first.id]: 20, [second.id]: 10 });
  expect([done.status, done.text]).toEqual([200, ""]);
  const strange = await seedArticle(account.other.id, (await seedPortal(account.other.id)).id);
  expect((await send({ [first.id]: 5, [strange.id]: 1 })).status).toBe(404);
  expect((await call(one.GET, at(first.id))).body.payload.position).toBe(20);
  expect((await call(reorder.POST, { ...here(), body: { positions_hash: { x: "y" } } })).status).toBe(422);
  expect((await call(reorder.POST, { ...here(), body: {} })).status).toBe(422);
});

test("404 for an article of another portal, and in a portal of another account", async () => {
  const elsewhere = await seedArticle(account.id, (await seedPortal(account.id)).id);
  const strange = { ...here(), params: { account_id: account.id, id: (await seedPortal(account.other.id)).slug } };
  const results = [
    await call(one.GET, at(elsewhere.id)),
    await call(edit.GET, at(elsewhere.id)),
    await call(one.PATCH, { ...at(elsewhere.id), body: { title: "x" } }),
    await call(one.DELETE, at(elsewhere.id)),
    await call(all.GET, strange),
    await call(all.POST, { ...strange, body: least() }),
    await call(reorder.POST, { ...strange, body: { positions_hash: {} } }),
  ];
  expect(results.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
});
