import type { Page } from "@playwright/test";
import { expectNoFlaws } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import type { House } from "./house/open-house.ts";

const base = `http://localhost:${process.env.E2E_PORT}`;

const article = `## First steps

Open **Settings** and choose *Billing*.

## Hostile input

<script>window.harmed = true</script>
<img src="x" onerror="window.harmed = true">
[press me](javascript:window.harmed=true)

## Prices

| Plan | Price |
| --- | --- |
| Small | 10 |

\`\`\`
curl https://example.com/a/very/long/line/that/does/not/fit/on/any/telephone/in/the/whole/world?really=yes
\`\`\`
`;

/** A help center in two languages, made over REST. */
async function makeHelpCenter(house: House): Promise<string> {
  const slug = `help-${Date.now()}`;
  const send = async (path: string, body: object) => {
    const response = await fetch(`${base}/api/v1/accounts/${house.accountId}/portals${path}`, {
      method: "POST",
      headers: { api_access_token: house.olivia.token, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as { payload: { id: number } };
  };
  const config = { default_locale: "en", allowed_locales: ["en", "pt_BR"] };
  const portal = { name: "Acme", slug, color: "#ffd400", header_text: "How can we help?", config };
  await send("", { portal });
  const english = await send(`/${slug}/categories`, { category: { name: "Billing", slug: "billing", icon: "💳" } });
  const portuguese = await send(`/${slug}/categories`, {
    category: { name: "Cobrança", slug: "cobranca", locale: "pt_BR", associated_category_id: english.payload.id },
  });
  const written = { author_id: house.olivia.id, status: "published" };
  const root = await send(`/${slug}/articles`, {
    article: {
      ...written,
      title: "How to pay",
      slug: `${slug}-pay`,
      content: article,
      category_id: english.payload.id,
    },
  });
  await send(`/${slug}/articles`, {
    article: {
      ...written,
      title: "Como pagar",
      content: "Abra as **configurações**.",
      category_id: portuguese.payload.id,
      associated_article_id: root.payload.id,
    },
  });
  await send(`/${slug}/articles`, { article: { ...written, status: "draft", title: "Secret", content: "Not yet" } });
  return slug;
}

/** WCAG 2.1 AA in both schemes, and nothing wider than the screen. */
async function expectReadable(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoFlaws(page, { tags: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  }
}

test("a reader finds an article, reads it safely, and goes on in another language @phone", async ({
  browser,
  house,
}) => {
  const slug = await makeHelpCenter(house);
  const context = await browser.newContext({ viewport: test.info().project.use.viewport ?? null });
  const page = await context.newPage();
  await page.goto(`${base}/hc/${slug}`);
  await expect(page).toHaveURL(new RegExp(`/hc/${slug}/en$`));
  await expect(page.getByRole("heading", { level: 1, name: "How can we help?" })).toBeVisible();
  await expect(page.getByText("Secret")).toHaveCount(0);
  await expectReadable(page);

  await page.getByRole("searchbox", { name: "Search for articles" }).fill("BILL");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "1 result for “BILL”" })).toBeVisible();
  await expectReadable(page);
  const counted = page.waitForResponse((response) => response.url().endsWith(`${slug}-pay.png`));
  await page.getByRole("main").getByRole("link", { name: "How to pay" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "How to pay" })).toBeVisible();
  expect((await counted).status()).toBe(200);
  await expect(page.locator("article strong")).toHaveText("Settings");
  await expect(page.getByText("Olivia Marsh")).toBeVisible();
  await expect(page.getByText("press me")).toBeVisible();
  await expect(page.locator("article [onerror], article script, article a[href^='javascript']")).toHaveCount(0);
  expect(await page.evaluate(() => "harmed" in window)).toBe(false);
  await expectReadable(page);

  await page.locator("summary").filter({ hasText: "Language" }).click();
  await page.getByRole("link", { name: "Português (Brasil)" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Como pagar" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await expect(page.getByRole("searchbox", { name: "Buscar artigos" })).toBeVisible();
  await expect(page.locator("link[rel=alternate][hreflang=en]")).toHaveAttribute(
    "href",
    `${base}/hc/${slug}/articles/${slug}-pay`,
  );
  const sitemap = await page.request.get(`${base}/hc/${slug}/sitemap.xml`);
  expect(await sitemap.text()).toContain(`<loc>${base}/hc/${slug}/articles/${slug}-pay</loc>`);
  const home = await page.request.get(`${base}/hc/${slug}/pt_BR.json`);
  expect(await home.json()).toMatchObject({ slug, categories: [{ slug: "cobranca" }] });
  await page.goto(`${base}/hc/${slug}/pt_BR/nowhere?theme=dark`);
  await expect(page.getByRole("heading", { name: "Esta página não existe" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await context.close();
});
