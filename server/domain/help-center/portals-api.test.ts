import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedArticle, seedCategory, seedPortal } from "#db/testing/seed-help-center.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { website } from "#server/channels/website/index.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as archive from "../../../app/api/v1/accounts/[account_id]/portals/[id]/archive/route.ts";
import * as logo from "../../../app/api/v1/accounts/[account_id]/portals/[id]/logo/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/portals/[id]/route.ts";
import * as instructions from "../../../app/api/v1/accounts/[account_id]/portals/[id]/send_instructions/route.ts";
import * as ssl from "../../../app/api/v1/accounts/[account_id]/portals/[id]/ssl_status/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/portals/route.ts";
import * as upload from "../../../app/api/v1/accounts/[account_id]/upload/route.ts";
import { runtime } from "../../platform/runtime.ts";
import { listPortals } from "./list-portals.ts";

let account: SeededAccount & { other: SeededAccount };
let slugs = 0;
const newSlug = () => `portal-${process.pid}-${++slugs}`;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (slug: string) => ({ params: { account_id: account.id, id: slug }, token: account.admin.token });
const create = (portal: object) => call(all.POST, { ...here(), body: { portal } });

test("create: 200 with the portal, English and with authors unless said otherwise", async () => {
  const slug = newSlug();
  const result = await create({ name: "Help", slug, color: "#1F93FF", homepage_link: "", custom_domain: "" });
  expect([result.status, result.body]).toEqual([
    200,
    {
      id: expect.any(Number),
      account_id: account.id,
      name: "Help",
      slug,
      color: "#1F93FF",
      custom_domain: null,
      header_text: null,
      homepage_link: null,
      page_title: null,
      archived: false,
      config: { allowed_locales: [{ code: "en", articles_count: 0, categories_count: 0 }], show_author: true },
      meta: {
        all_articles_count: 0,
        archived_articles_count: null,
        published_count: null,
        draft_articles_count: null,
        categories_count: 0,
        default_locale: "en",
      },
    },
  ]);
});

test.each([
  [{ slug: "x" }, ["name"], "Name can't be blank"],
  [{ name: "x" }, ["slug"], "Slug can't be blank"],
  [{ name: "x", slug: "a/b" }, ["slug"], "Slug is invalid"],
  [{ name: "x", slug: "x", color: "red; } body" }, ["color"], "Color is invalid"],
  [{ name: "x", slug: "x", homepage_link: "javascript:alert(1)" }, ["homepage_link"], "Homepage link is invalid"],
  [{ name: "x", slug: "x", custom_domain: "not a domain" }, ["custom_domain"], "Custom domain is invalid"],
  [{ name: "x", slug: "x", config: { allowed_locales: ["<b>"] } }, ["config.allowed_locales.0"], expect.any(String)],
  [{ name: "x", slug: "x", blob_id: "forged.id" }, ["blob_id"], "Logo is invalid"],
])("create: 422 for %j", async (portal, attributes, message) => {
  const result = await create(portal);
  expect([result.status, result.body]).toEqual([422, { attributes, message }]);
});

test("create: 422 for a body without anything of a portal, and 404 for an inbox of another account", async () => {
  const empty = await call(all.POST, { ...here(), body: { nothing: 1 } });
  expect([empty.status, empty.body]).toEqual([422, { error: "param is missing or the value is empty: portal" }]);
  expect((await create({ name: "x", slug: newSlug(), inbox_id: account.other.inbox.id })).status).toBe(404);
  expect((await create({ name: "x", slug: "" })).body).toEqual({
    message: "Slug can't be blank",
    attributes: ["slug"],
  });
});

test("slugs and domains are unique in the whole installation; a domain may be given as an address", async () => {
  const [slug, other] = [newSlug(), newSlug()];
  const domain = `${slug}.example.com`;
  const first = await create({ name: "Help", slug, custom_domain: `https://${domain}/help` });
  expect(first.body.custom_domain).toBe(domain);
  const there = { params: { account_id: account.other.id }, token: account.other.admin.token };
  const taken = await call(all.POST, { ...there, body: { name: "x", slug } });
  expect([taken.status, taken.body]).toEqual([422, { message: "Slug has already been taken", attributes: ["slug"] }]);
  const sameDomain = await call(all.POST, { ...there, body: { name: "x", slug: other, custom_domain: domain } });
  expect([sameDomain.status, sameDomain.body]).toEqual([
    422,
    { message: "Custom domain has already been taken", attributes: ["custom_domain"] },
  ]);
});

test("update: what is given; locales are replaced whole, and the default is always one of them", async () => {
  const { slug } = await seedPortal(account.id);
  const changed = await call(one.PATCH, {
    ...at(slug),
    body: { portal: { header_text: "How can we help?", config: { allowed_locales: ["pt_BR", "es"] } } },
  });
  expect(changed.body).toMatchObject({ name: "Acme Help", header_text: "How can we help?" });
  expect(changed.body.config.allowed_locales.map(({ code }) => code)).toEqual(["pt_BR", "es"]);
  expect(changed.body.meta.default_locale).toBe("pt_BR");
  const named = await call(one.PUT, { ...at(slug), body: { config: { default_locale: "en", show_author: false } } });
  expect(named.body.config).toMatchObject({ show_author: false });
  expect(named.body.config.allowed_locales.map(({ code }) => code)).toEqual(["en", "pt_BR", "es"]);
  const renamed = newSlug();
  expect((await call(one.PATCH, { ...at(slug), body: { slug: renamed } })).body.slug).toBe(renamed);
  expect((await call(one.GET, at(slug))).status).toBe(404);
  expect((await call(one.PATCH, { ...at(renamed), body: { name: " " } })).status).toBe(422);
});

test("show: articles by status, those of the caller too, of one locale where it is named", async () => {
  const portal = await seedPortal(account.id);
  await seedCategory(account.id, portal.id);
  await seedArticle(account.id, portal.id, { status: "published", authorId: account.inside.id });
  await seedArticle(account.id, portal.id, { locale: "pt_BR" });
  const asAgent = { ...at(portal.slug), token: account.inside.token };
  const { body } = await call(one.GET, asAgent);
  expect(body.meta).toEqual({
    all_articles_count: 2,
    archived_articles_count: 0,
    published_count: 1,
    draft_articles_count: 1,
    mine_articles_count: 1,
    categories_count: 1,
    default_locale: "en",
  });
  expect(body.config.allowed_locales).toEqual([
    { code: "en", articles_count: 1, categories_count: 1 },
    { code: "pt_BR", articles_count: 1, categories_count: 0 },
  ]);
  const portuguese = await call(one.GET, { ...asAgent, query: "?locale=pt_BR" });
  expect(portuguese.body.meta).toMatchObject({ all_articles_count: 1, published_count: 0, mine_articles_count: 0 });
});

test("list: those of the account, archived ones too, in three statements; the page is echoed", async () => {
  const first = await seedPortal(account.id);
  const second = await seedPortal(account.id, { archived: true });
  await seedPortal(account.other.id);
  const { body } = await call(all.GET, { ...here(), token: account.outside.token });
  expect(body.payload.map(({ slug }) => slug)).toEqual([first.slug, second.slug]);
  expect(body.meta).toEqual({ current_page: 1, portals_count: 2 });
  expect((await call(all.GET, { ...here(), query: "?page=2" })).body.meta.current_page).toBe("2");
  await expectStatements(2, () => listPortals(account.outside.ctx, {}));
});

test("a website's inbox is linked, another is ignored, blank takes it away", async () => {
  const settings = website.settings.parse({ website_url: "https://example.com" });
  const site = await seedInbox(account.id, [], { channel: "website", settings });
  const { slug } = await seedPortal(account.id);
  const linked = await call(one.PATCH, { ...at(slug), body: { inbox_id: site.id } });
  expect(linked.body.inbox?.id).toBe(site.id);
  const ignored = await call(one.PATCH, { ...at(slug), body: { inbox_id: account.inbox.id } });
  expect(ignored.body.inbox?.id).toBe(site.id);
  const unlinked = await call(one.PATCH, { ...at(slug), body: { portal: { name: "Help" }, inbox_id: "" } });
  expect(unlinked.body).not.toHaveProperty("inbox");
});

test("logo: a copy of the upload; a new one and its removal throw the old file away; what is no picture is refused", async () => {
  const { slug } = await seedPortal(account.id);
  const sent = async (name: string, type: string) => {
    const form = new FormData();
    form.append("attachment", new File([Buffer.from(pixel, "base64")], name, { type }));
    return (await call(upload.POST, { ...here(), body: form })).body.blob_id;
  };
  const { body } = await call(one.PATCH, { ...at(slug), body: { blob_id: await sent("logo.png", "image/png") } });
  expect(body.logo).toMatchObject({ file_type: "image/png", filename: "logo.png", portal_id: body.id });
  expect(body.logo?.file_url).toMatch(/^http.*\/files\//);
  const text = await call(one.PATCH, { ...at(slug), body: { blob_id: await sent("a.txt", "text/plain") } });
  expect([text.status, text.body]).toEqual([422, { message: "Logo is not a picture", attributes: ["blob_id"] }]);
  await call(one.PATCH, { ...at(slug), body: { blob_id: body.logo?.blob_id } });
  expect((await call(logo.DELETE, at(slug))).text).toBe("");
  expect((await call(logo.DELETE, at(slug))).status).toBe(200);
  expect((await call(one.GET, at(slug))).body).not.toHaveProperty("logo");
  expect(await takeJobs("delete_files")).toHaveLength(2);
});

test("archive and delete: 200 with nothing; a deleted portal takes its articles along", async () => {
  const portal = await seedPortal(account.id);
  const article = await seedArticle(account.id, portal.id);
  expect((await call(archive.PATCH, at(portal.slug))).text).toBe("");
  expect((await call(one.GET, at(portal.slug))).body.archived).toBe(true);
  const deleted = await call(one.DELETE, at(portal.slug));
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  expect((await call(one.GET, at(portal.slug))).status).toBe(404);
  expect(await runtime().sql`select id from articles where id = ${article.id}`).toHaveLength(0);
});

test("instructions: refused in the contract's order, then mailed", async () => {
  const { slug } = await seedPortal(account.id);
  const send = async (email?: string) => (await call(instructions.POST, { ...at(slug), body: { email } })).body;
  expect(await send()).toEqual({ error: "Email is required" });
  expect(await send("nobody")).toEqual({ error: "Invalid email format" });
  expect(await send("it@example.com")).toEqual({ error: "Custom domain is not configured" });
  await call(one.PATCH, { ...at(slug), body: { custom_domain: `${newSlug()}.example.com` } });
  expect(await send("it@example.com")).toEqual({ message: "Instructions sent successfully" });
  expect(await takeJobs("mail_domain_instructions")).toHaveLength(1);
});

test("ssl: 422 without a domain, and for one that does not answer, which is remembered", async () => {
  const { slug } = await seedPortal(account.id);
  const without = await call(ssl.GET, at(slug));
  expect([without.status, without.body]).toEqual([422, { error: "Custom domain is not configured" }]);
  await call(one.PATCH, { ...at(slug), body: { custom_domain: `${newSlug()}.invalid` } });
  expect((await call(ssl.GET, at(slug))).status).toBe(422);
  expect((await call(one.GET, at(slug))).body.ssl_settings).toMatchObject({ status: "failed" });
});

test("404 for a portal of another account, whatever is asked", async () => {
  const { slug } = await seedPortal(account.other.id);
  const results = [
    await call(one.GET, at(slug)),
    await call(one.PATCH, { ...at(slug), body: { name: "x" } }),
    await call(one.DELETE, at(slug)),
    await call(archive.PATCH, at(slug)),
    await call(logo.DELETE, at(slug)),
    await call(instructions.POST, { ...at(slug), body: { email: "it@example.com" } }),
    await call(ssl.GET, at(slug)),
  ];
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 404));
  expect(results[0]?.body).toEqual({ error: "Resource could not be found" });
});

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
