import { and, eq, inArray, sql } from "drizzle-orm";
import { articleColumns, articles } from "#db/schema/help-center.ts";
import { type AccountContext, database, statements } from "../../platform/context.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { availableName } from "../accounts/serialize.ts";
import { type ArticleRow, articlesOf } from "./article-rows.ts";
import { type CategoryRow, findCategoryRows } from "./category-rows.ts";
import type { PublicArticle, PublicAuthor, PublicCategory, PublicPortal } from "./contract/public.ts";
import type { PortalRow } from "./portal-rows.ts";
import { serializeLogo } from "./serialize-portals.ts";

/** What readers may know of a help center (contract, help center §5). One statement. */
export async function serializePublicPortal(
  ctx: AccountContext,
  portal: PortalRow,
  categories?: PublicCategory[],
): Promise<PublicPortal> {
  const [counts] = await statements(ctx)<{ articles: number; categories: number }[]>`
    select (select count(*)::int from articles
        where account_id = ${ctx.accountId} and portal_id = ${portal.id} and status = 'published') articles,
      (select count(*)::int from help_center_categories
        where account_id = ${ctx.accountId} and portal_id = ${portal.id}) categories`;
  return {
    custom_domain: portal.customDomain,
    header_text: portal.headerText,
    homepage_link: portal.homepageLink,
    name: portal.name,
    page_title: portal.pageTitle,
    slug: portal.slug,
    ...(categories && { categories }),
    ...(portal.logo && { logo: serializeLogo(portal, portal.logo).file_url }),
    meta: {
      articles_count: counts?.articles ?? 0,
      categories_count: counts?.categories ?? 0,
      default_locale: portal.config.default_locale,
    },
  };
}

export const serializePublicCategory = (row: CategoryRow & { articles: number }): PublicCategory => ({
  name: row.name,
  slug: row.slug,
  locale: row.locale,
  description: row.description,
  icon: row.icon ?? "",
  position: row.position,
  meta: { articles_count: row.articles },
});

/** Published articles with their published translations. Four statements. */
export async function serializePublicArticles(
  ctx: AccountContext,
  portal: PortalRow,
  rows: ArticleRow[],
): Promise<PublicArticle[]> {
  if (rows.length === 0) return [];
  const translations = await findPublishedTranslations(ctx, portal, rows);
  const authors = await findPublicAuthors(ctx, portal, [...rows, ...translations]);
  const categories = new Map(
    (await findCategoryRows(ctx, portal.id, [...new Set(rows.flatMap((row) => row.categoryId ?? []))])).map((row) => [
      row.id,
      row,
    ]),
  );
  const portalJson = await serializePublicPortal(ctx, portal);
  return rows.map((row) => {
    const category = row.categoryId === null ? undefined : categories.get(row.categoryId);
    const own = translations.filter((other) => other.id !== row.id && rootOf(other) === rootOf(row));
    return {
      ...slim(row, authors),
      position: row.position,
      slug: row.slug,
      portal: portalJson,
      ...(category && { category: { id: category.id, slug: category.slug, locale: category.locale } }),
      ...(own.length > 0 && { associated_articles: own.map((other) => slim(other, authors)) }),
      link: `hc/${portal.slug}/articles/${row.slug}`,
    };
  });
}

export const rootOf = (row: ArticleRow): number => row.associatedArticleId ?? row.id;

/** Published articles that are the same as one of those given in some language, themselves included. */
export const findPublishedTranslations = (
  ctx: AccountContext,
  portal: PortalRow,
  rows: ArticleRow[],
): Promise<ArticleRow[]> => {
  const roots = [...new Set(rows.map(rootOf))];
  return database(ctx)
    .select(articleColumns)
    .from(articles)
    .where(
      and(
        articlesOf(ctx, portal.id),
        eq(articles.status, "published"),
        sql`(${inArray(articles.id, roots)} or ${inArray(articles.associatedArticleId, roots)})`,
      ),
    )
    .orderBy(articles.id);
};

/** Who wrote the articles; nobody where the portal does not tell. */
export async function findPublicAuthors(
  ctx: AccountContext,
  portal: PortalRow,
  rows: ArticleRow[],
): Promise<Map<number, PublicAuthor>> {
  if (!portal.config.show_author) return new Map();
  const people = await findAgentRows(ctx, [...new Set(rows.flatMap((row) => row.authorId ?? []))]);
  return new Map(
    people.map((person) => [
      person.id,
      { available_name: availableName(person), name: person.name, thumbnail: avatarLink(person.avatarKey) },
    ]),
  );
}

function slim(row: ArticleRow, authors: Map<number, PublicAuthor>) {
  const author = row.authorId === null ? undefined : authors.get(row.authorId);
  return {
    id: row.id,
    category_id: row.categoryId,
    title: row.title,
    content: row.content,
    description: row.description,
    status: row.status,
    account_id: row.accountId,
    last_updated_at: row.updatedAt.toISOString(),
    views: row.views,
    ...(author && { author }),
  };
}
