import { notFound } from "../../platform/app-error.ts";
import type { AccountContext, Context } from "../../platform/context.ts";
import type { ArticleRow } from "./article-rows.ts";
import { findCategoryRows } from "./category-rows.ts";
import type { ArticleView } from "./contract/pages.ts";
import { localeOf, openPublicPortal } from "./open-public-portal.ts";
import type { PortalRow } from "./portal-rows.ts";
import { portalView } from "./portal-view.ts";
import { findPublishedArticles, getArticleBySlug } from "./published-articles.ts";
import { entryOf } from "./read-pages.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { findPublicAuthors, findPublishedTranslations } from "./serialize-public.ts";

const SIBLINGS = 5;

/**
 * An article as a page. A draft is a preview for whoever has its link, found nowhere and kept from search engines; what was archived is
 * shown to people of the account alone (contract, help center §5).
 *
 * @param input.isMember  asked with the account's id, only where it matters
 * @throws not_found
 */
export async function getArticleView(
  ctx: Context,
  input: { slug: string; article: string; isMember: (accountId: number) => Promise<boolean> },
): Promise<ArticleView> {
  const { ctx: inner, portal } = await openPublicPortal(ctx, input.slug);
  const row = await getArticleBySlug(inner, portal, input.article);
  if (row.status === "archived" && !(await input.isMember(portal.accountId))) throw notFound("article to read");
  const locale = localeOf(portal, row.locale) ?? portal.config.default_locale;
  const { html, headings } = renderMarkdown(row.content ?? "");
  const [category] = await findCategoryRows(inner, portal.id, row.categoryId === null ? [] : [row.categoryId]);
  const authors = await findPublicAuthors(inner, portal, [row]);
  return {
    portal: await portalView(inner, portal, locale),
    title: row.title,
    slug: row.slug,
    description: row.description,
    seo: seoOf(row),
    html,
    headings,
    status: row.status,
    updatedAt: row.updatedAt,
    author: (row.authorId === null ? undefined : authors.get(row.authorId)) ?? null,
    category: category ? { name: category.name, slug: category.slug } : null,
    siblings: await siblingsOf(inner, portal, row),
    translations: await translationsOf(inner, portal, row),
  };
}

/** Meta is free on the wire; of what is there texts are taken. */
function seoOf({ meta }: ArticleRow): ArticleView["seo"] {
  const text = (value: unknown) => (typeof value === "string" && value.trim() ? value.trim() : null);
  const tags = Array.isArray(meta.tags) ? meta.tags.flatMap((tag) => text(tag) ?? []) : [];
  return { title: text(meta.title), description: text(meta.description), tags };
}

async function siblingsOf(ctx: AccountContext, portal: PortalRow, row: ArticleRow): Promise<ArticleView["siblings"]> {
  if (row.categoryId === null) return [];
  const rows = await findPublishedArticles(ctx, portal, {
    locale: row.locale,
    categoryId: row.categoryId,
    perPage: SIBLINGS + 1,
  });
  return rows
    .filter(({ id }) => id !== row.id)
    .slice(0, SIBLINGS)
    .map((other) => entryOf(other));
}

async function translationsOf(
  ctx: AccountContext,
  portal: PortalRow,
  row: ArticleRow,
): Promise<ArticleView["translations"]> {
  const others = (await findPublishedTranslations(ctx, portal, [row])).filter(
    ({ id, locale }) => id !== row.id && locale !== row.locale && portal.config.allowed_locales.includes(locale),
  );
  return Object.fromEntries(others.map(({ locale, slug }) => [locale, slug]));
}
