import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedArticle, seedCategory, seedPortal } from "#db/testing/seed-help-center.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as articlesRoute from "../../../app/hc/[slug]/[locale]/articles.json/route.ts";
import * as categoryArticles from "../../../app/hc/[slug]/[locale]/categories/[category_slug]/articles.json/route.ts";
import * as categoriesRoute from "../../../app/hc/[slug]/[locale]/categories.json/route.ts";
import * as portalRoute from "../../../app/hc/[slug]/[locale]/portal.json/route.ts";
import * as view from "../../../app/hc/[slug]/articles/[article_slug]/view.png/route.ts";
import * as sitemap from "../../../app/hc/[slug]/articles.xml/route.ts";
import * as open from "../../../app/hc/[slug]/route.ts";
import type { Context } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { writeViews } from "./count-views.ts";
import { pageLanguage } from "./page-language.ts";
import { atPortalDomains } from "./portal-domains.ts";
import { getArticleView } from "./read-article-page.ts";
import { getCategoryView, getHomeView, getSearchView } from "./read-pages.ts";

let account: SeededAccount & { other: SeededAccount };
let portal: { id: number; slug: string };
const nobody: Context = { actor: { kind: "nobody" }, requestId: "test", locale: "en" };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  portal = await seedPortal(account.id);
});
afterAll(stopTestRuntime);

const at = (more: object = {}) => ({ params: { slug: portal.slug, locale: "en", ...more } });
const publish = (values: Parameters<typeof seedArticle>[2] = {}) =>
  seedArticle(account.id, portal.id, { status: "published", authorId: account.inside.id, ...values });
const titles = (list: { title: string }[]) => list.map(({ title }) => title);

test("the address without language leads to the default one", async () => {
  const { status, headers } = await call(open.GET, at());
  expect([status, headers.get("location")]).toEqual([302, `/hc/${portal.slug}/en`]);
});

test("portal and categories: as readers may know them, in one language", async () => {
  const category = await seedCategory(account.id, portal.id, { icon: "💳" });
  await seedCategory(account.id, portal.id, { locale: "pt_BR" });
  await publish({ categoryId: category.id });
  await seedArticle(account.id, portal.id, { categoryId: category.id });
  const { body } = await call(portalRoute.GET, at());
  const listed = {
    name: "Billing",
    slug: category.slug,
    locale: "en",
    description: null,
    icon: "💳",
    position: 0,
    meta: { articles_count: 1 },
  };
  expect(body).toEqual({
    custom_domain: null,
    header_text: null,
    homepage_link: null,
    name: "Acme Help",
    page_title: null,
    slug: portal.slug,
    categories: [listed],
    meta: { articles_count: 1, categories_count: 2, default_locale: "en" },
  });
  expect((await call(categoriesRoute.GET, at())).body).toEqual({ payload: [listed] });
});

test("articles: published ones of the language, with author, category, translations and link", async () => {
  const category = await seedCategory(account.id, portal.id);
  const root = await publish({ categoryId: category.id });
  const other = await publish({ locale: "pt_BR", title: "Reembolsos", associatedArticleId: root.id });
  await seedArticle(account.id, portal.id, { title: "Draft", associatedArticleId: root.id });
  const { body } = await call(articlesRoute.GET, at());
  expect(body.meta).toEqual({ articles_count: 1 });
  expect(body.payload).toHaveLength(1);
  expect(body.payload[0]).toMatchObject({
    id: root.id,
    status: "published",
    last_updated_at: expect.stringMatching(/Z$/),
    link: `hc/${portal.slug}/articles/${root.slug}`,
    category: { id: category.id, slug: category.slug, locale: "en" },
    author: { available_name: account.inside.name, name: account.inside.name, thumbnail: "" },
    portal: { slug: portal.slug },
    associated_articles: [{ id: other.id, title: "Reembolsos" }],
  });
  // From the other side as well; and spelled as browsers spell languages.
  const back = await call(articlesRoute.GET, at({ locale: "pt-br" }));
  expect(back.body.payload[0]?.associated_articles?.map(({ id }) => id)).toEqual([root.id]);
});

test("articles: counted before text and page; by position, views or match", async () => {
  const category = await seedCategory(account.id, portal.id);
  await publish({ title: "B", position: 20, views: 5 });
  await publish({ title: "A", position: 10, categoryId: category.id });
  await publish({ title: "C", position: 30, views: 9, content: "Reembolso" });
  const list = async (query: string) => (await call(articlesRoute.GET, { ...at(), query })).body;
  expect(titles((await list("")).payload)).toEqual(["A", "B", "C"]);
  expect(titles((await list("?sort=views")).payload)).toEqual(["C", "B", "A"]);
  expect(titles((await list("?per_page=2&page=2")).payload)).toEqual(["C"]);
  expect((await list("?per_page=0")).payload).toHaveLength(3);
  const found = await list("?query=reemb");
  expect([titles(found.payload), found.meta.articles_count]).toEqual([["C"], 3]);
  expect((await list("?query=%21")).payload).toEqual([]);
  const inCategory = await call(categoryArticles.GET, at({ category_slug: category.slug }));
  expect([titles(inCategory.body.payload), inCategory.body.meta.articles_count]).toEqual([["A"], 1]);
});

test("404 for what is archived, unknown, suspended, or in a language that is not offered", async () => {
  const archived = await seedPortal(account.id, { archived: true });
  const suspended = await seedPortal(account.other.id);
  await runtime().sql`update accounts set status = 'suspended' where id = ${account.other.id}`;
  const article = await publish();
  const results = [];
  for (const slug of [archived.slug, suspended.slug, "nobody-has-this"]) {
    for (const { GET } of [open, portalRoute, articlesRoute, categoriesRoute, sitemap])
      results.push(await call(GET as typeof open.GET, at({ slug })));
    results.push(await call(view.GET, at({ slug, article_slug: article.slug })));
  }
  results.push(await call(portalRoute.GET, at({ locale: "es" })));
  results.push(await call(categoryArticles.GET, at({ category_slug: "none" })));
  results.push(await call(view.GET, at({ article_slug: "none" })));
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 404));
});

test("sitemap: published articles of every language under the address of the help center", async () => {
  const first = await publish({ updatedAt: new Date("2025-03-04T05:06:07Z") });
  await publish({ locale: "pt_BR" });
  const draft = await seedArticle(account.id, portal.id);
  const { headers, text } = await call(sitemap.GET, at());
  expect(headers.get("content-type")).toMatch(/^application\/xml/);
  const address = `${runtime().config.appUrl}/hc/${portal.slug}/articles/${first.slug}`;
  expect(text).toContain(`<url><loc>${address}</loc><lastmod>2025-03-04</lastmod></url>`);
  expect(text.match(/<url>/g)).toHaveLength(2);
  expect(text).not.toContain(draft.slug);
});

test("views: the picture counts published articles, writes nothing itself, and leaves the date of the article alone", async () => {
  const article = await publish({ views: 3 });
  const draft = await seedArticle(account.id, portal.id);
  const before = await runtime().sql`select updated_at from articles where id = ${article.id}`;
  const first = await call(view.GET, at({ article_slug: article.slug }));
  expect([first.headers.get("content-type"), first.headers.get("cache-control")]).toEqual([
    "image/png",
    "max-age=86400, private",
  ]);
  await expectStatements(2, () => call(view.GET, at({ article_slug: article.slug })));
  expect((await call(view.GET, at({ article_slug: draft.slug }))).status).toBe(200);
  await expectStatements(1, writeViews);
  await writeViews();
  const views = await runtime().sql`
    select id, views, updated_at from articles where id in (${article.id}, ${draft.id}) order by id`;
  expect(views.map((row) => row.views)).toEqual([5, 0]);
  expect(views[0]?.updated_at).toEqual(before[0]?.updated_at);
});

test("pages: start page, category, search with the place found, in a fixed number of statements", async () => {
  const category = await seedCategory(account.id, portal.id);
  const other = await seedCategory(account.id, portal.id, { locale: "pt_BR", associatedCategoryId: category.id });
  await seedCategory(account.id, portal.id, { name: "Empty" });
  await publish({ categoryId: category.id, views: 1 });
  await publish({ title: "Elsewhere", content: `${"x ".repeat(200)} reembolso ${"y ".repeat(200)}` });
  await seedArticle(account.id, portal.id, { title: "Draft" });
  const page = { slug: portal.slug, locale: "en" };
  const home = await expectStatements(4, () => getHomeView(nobody, page));
  expect(home.categories.map(({ name, articles }) => [name, titles(articles)])).toEqual([["Billing", ["Refunds"]]]);
  expect([titles(home.popular), titles(home.others)]).toEqual([["Refunds", "Elsewhere"], ["Elsewhere"]]);
  const ofCategory = await getCategoryView(nobody, { ...page, category: category.slug });
  expect([titles(ofCategory.articles), ofCategory.translations]).toEqual([["Refunds"], { pt_BR: other.slug }]);
  const found = await getSearchView(nobody, { ...page, query: "REEMB", page: 9 });
  expect([found.total, found.page, found.articles[0]?.excerpt]).toEqual([1, 1, expect.stringContaining("reembolso")]);
});

test("article page: drafts by their link, archived ones for people of the account alone; author hidden where the portal says so", async () => {
  const config = { default_locale: "en", allowed_locales: ["en", "pt_BR"], show_author: false };
  const shy = await seedPortal(account.id, { config });
  const written = { status: "published", authorId: account.inside.id } as const;
  const article = await seedArticle(account.id, shy.id, { ...written, content: "## Hi\n<script>1</script>" });
  const translated = await seedArticle(account.id, shy.id, {
    ...written,
    locale: "pt_BR",
    associatedArticleId: article.id,
  });
  const draft = await seedArticle(account.id, shy.id);
  const read = (slug: string, isMember = false) =>
    getArticleView(nobody, { slug: shy.slug, article: slug, isMember: async () => isMember });
  const shown = await read(article.slug);
  expect([shown.author, shown.html, shown.translations]).toEqual([
    null,
    '<h2 id="hi">Hi</h2>\n',
    { pt_BR: translated.slug },
  ]);
  expect((await read(draft.slug)).status).toBe("draft");
  const archived = await seedArticle(account.id, shy.id, { status: "archived" });
  await expect(read(archived.slug)).rejects.toMatchObject({ code: "not_found" });
  expect((await read(archived.slug, true)).status).toBe("archived");
  expect(await pageLanguage(nobody, `/hc/${shy.slug}/articles/${translated.slug}`)).toBe("pt_BR");
  expect(await pageLanguage(nobody, `/hc/${shy.slug}/pt-BR/categories`)).toBe("pt_BR");
  expect(await pageLanguage(nobody, `/hc/${shy.slug}/articles/none`)).toBe("en");
  expect(await pageLanguage(nobody, "/hc/nobody-has-this/en")).toBeNull();
});

test("a domain shows its help center and no other; a strange one none; the installation's own all of them", async () => {
  const domain = `${portal.slug}.example.com`;
  await runtime().sql`update portals set custom_domain = ${domain} where id = ${portal.id}`;
  const served = await serveEcho();
  const ask = (path: string, headers: Record<string, string>) => served.ask(path, headers);
  expect(await ask("/?theme=dark", { host: domain })).toBe(`/hc/${portal.slug}/en?theme=dark`);
  expect(await ask(`/hc/${portal.slug}/articles/x`, { host: domain })).toBe(`/hc/${portal.slug}/articles/x`);
  expect(await ask("/hc/another/en", { host: domain })).toBe(`/hc/${portal.slug}/-`);
  expect(await ask("/files/x", { host: domain })).toBe("/files/x");
  // Behind a proxy that asks us by a name of its own.
  expect(await ask("/", { host: "10.0.0.1", "x-forwarded-host": domain })).toBe(`/hc/${portal.slug}/en`);
  expect(await ask("/hc/another/en", { host: "strange.example.com" })).toMatch(/^401.*strange\.example\.com is not/);
  expect(await ask("/app", { host: "strange.example.com" })).toBe("/app");
  for (const host of [new URL(runtime().config.appUrl).host, "127.0.0.1:3000", "parley", "[::1]:3000"])
    expect(await ask("/hc/another/en", { host, "x-page-path": "/forged" })).toBe("/hc/another/en");
  served.close();
});

/** A server that answers with the address its pages are asked for. */
async function serveEcho() {
  const pages = atPortalDomains(async (request, response) => {
    const told = request.headers["x-page-path"];
    response.end(request.url?.startsWith("/hc/") && told !== request.url ? `wrong header ${told}` : request.url);
  });
  const server = createServer((request, response) => void pages(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Record<string, string>) =>
    new Promise<string>((done, fail) => {
      get({ port, host: "127.0.0.1", path, headers }, (response: IncomingMessage) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          done(response.statusCode === 200 ? text : `${response.statusCode} ${text}`);
        });
      }).on("error", fail);
    });
  return { ask, close: () => server.close() };
}
