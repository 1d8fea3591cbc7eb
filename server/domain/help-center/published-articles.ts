import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { articleColumns, articles, categories } from "#db/schema/help-center.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { type ArticleRow, articlesOf } from "./article-rows.ts";
import { articleSearch } from "./article-search.ts";
import { type CategoryRow, categoriesOf } from "./category-rows.ts";
import type { PortalRow } from "./portal-rows.ts";

export interface PublishedQuery {
  locale: string;
  categoryId?: number;
  query?: string | undefined;
  sort?: string | undefined;
  page?: number;
  /** Null: all of them. */
  perPage: number | null;
}

const published = (ctx: AccountContext, portal: PortalRow, locale: string) =>
  and(articlesOf(ctx, portal.id), eq(articles.locale, locale), eq(articles.status, "published"));

/**
 * Published articles of a language: those read most first with `sort: "views"`, else those that match best, else by position. A
 * text without a word finds nothing.
 */
export async function findPublishedArticles(
  ctx: AccountContext,
  portal: PortalRow,
  { locale, categoryId, query, sort, page = 1, perPage }: PublishedQuery,
): Promise<ArticleRow[]> {
  const search = query?.trim() ? articleSearch(query) : null;
  if (query?.trim() && !search) return [];
  const rows = database(ctx)
    .select(articleColumns)
    .from(articles)
    .where(
      and(
        published(ctx, portal, locale),
        categoryId === undefined ? undefined : eq(articles.categoryId, categoryId),
        search?.matches,
      ),
    )
    .orderBy(
      ...(sort === "views" ? [desc(articles.views)] : search ? [desc(search.rank)] : []),
      asc(articles.position),
      asc(articles.id),
    )
    .$dynamic();
  return perPage === null ? rows : rows.limit(perPage).offset((page - 1) * perPage);
}

/** How many articles of a language are published; of a category, or with a text, where one is given. */
export async function countPublishedArticles(
  ctx: AccountContext,
  portal: PortalRow,
  of: { locale: string; categoryId?: number; query?: string },
): Promise<number> {
  const search = of.query?.trim() ? articleSearch(of.query) : null;
  if (of.query?.trim() && !search) return 0;
  const narrowed: (SQL | undefined)[] = [
    of.categoryId === undefined ? undefined : eq(articles.categoryId, of.categoryId),
    search?.matches,
  ];
  const [row] = await database(ctx)
    .select({ count: sql<number>`count(*)::int` })
    .from(articles)
    .where(and(published(ctx, portal, of.locale), ...narrowed));
  return row?.count ?? 0;
}

/** Categories of a language by position, with how many articles of each are published. */
export const findPublicCategories = (
  ctx: AccountContext,
  portal: PortalRow,
  locale: string,
): Promise<(CategoryRow & { articles: number })[]> =>
  database(ctx)
    .select()
    .from(categories)
    .where(and(categoriesOf(ctx, portal.id), eq(categories.locale, locale)))
    .orderBy(asc(categories.position), asc(categories.id))
    .then(async (rows) => {
      const counts = await database(ctx)
        .select({ id: articles.categoryId, count: sql<number>`count(*)::int` })
        .from(articles)
        .where(published(ctx, portal, locale))
        .groupBy(articles.categoryId);
      return rows.map((row) => ({ ...row, articles: counts.find(({ id }) => id === row.id)?.count ?? 0 }));
    });

/** A category of a language. @throws not_found */
export async function getPublicCategory(
  ctx: AccountContext,
  portal: PortalRow,
  of: { locale: string; slug: string },
): Promise<CategoryRow> {
  const [row] = await database(ctx)
    .select()
    .from(categories)
    .where(and(categoriesOf(ctx, portal.id), eq(categories.locale, of.locale), eq(categories.slug, of.slug)));
  if (!row) throw notFound(`category ${of.slug}`);
  return row;
}

/** An article by its slug, whatever its status. @throws not_found */
export async function getArticleBySlug(ctx: AccountContext, portal: PortalRow, slug: string): Promise<ArticleRow> {
  const [row] = await database(ctx)
    .select(articleColumns)
    .from(articles)
    .where(and(articlesOf(ctx, portal.id), eq(articles.slug, slug)));
  if (!row) throw notFound(`article ${slug}`);
  return row;
}
