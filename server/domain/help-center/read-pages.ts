import { and, eq, sql } from "drizzle-orm";
import { categories } from "#db/schema/help-center.ts";
import { type AccountContext, type Context, database } from "../../platform/context.ts";
import type { ArticleRow } from "./article-rows.ts";
import { type CategoryRow, categoriesOf } from "./category-rows.ts";
import type { ArticleEntry, CategoryView, HomeView, SearchView } from "./contract/pages.ts";
import { excerpt } from "./excerpt.ts";
import { openPublicLocale } from "./open-public-portal.ts";
import type { PortalRow } from "./portal-rows.ts";
import { portalView } from "./portal-view.ts";
import {
  countPublishedArticles,
  findPublicCategories,
  findPublishedArticles,
  getPublicCategory,
} from "./published-articles.ts";
import { serializePublicCategory } from "./serialize-public.ts";

/** Of a category on the start page; its own page has them all. */
const ENTRIES_OF_CATEGORY = 5;
const POPULAR = 6;
const RESULTS = 20;

interface Page {
  slug: string;
  locale: string;
}

/** The start page of a help center in a language. @throws not_found */
export async function getHomeView(ctx: Context, input: Page): Promise<HomeView> {
  const { ctx: inner, portal, locale } = await openPublicLocale(ctx, input);
  const found = await findPublicCategories(inner, portal, locale);
  const rows = await findPublishedArticles(inner, portal, { locale, perPage: null });
  const byViews = rows.toSorted((left, right) => right.views - left.views || left.position - right.position);
  const isElsewhere = (row: ArticleRow) => !found.some(({ id }) => id === row.categoryId);
  return {
    portal: await portalView(inner, portal, locale),
    categories: found
      .filter((category) => category.articles > 0)
      .map((category) => ({
        ...serializePublicCategory(category),
        articles: rows
          .filter((row) => row.categoryId === category.id)
          .slice(0, ENTRIES_OF_CATEGORY)
          .map((row) => entryOf(row, category)),
      })),
    popular: byViews.slice(0, POPULAR).map((row) => entryOf(row)),
    others: rows.filter(isElsewhere).map((row) => entryOf(row)),
  };
}

/** All published articles of a category. @throws not_found */
export async function getCategoryView(ctx: Context, input: Page & { category: string }): Promise<CategoryView> {
  const { ctx: inner, portal, locale } = await openPublicLocale(ctx, input);
  const category = await getPublicCategory(inner, portal, { locale, slug: input.category });
  const rows = await findPublishedArticles(inner, portal, { locale, categoryId: category.id, perPage: null });
  return {
    portal: await portalView(inner, portal, locale),
    category: serializePublicCategory({ ...category, articles: rows.length }),
    articles: rows.map((row) => ({ ...entryOf(row, category), excerpt: excerpt(row) })),
    translations: await translationsOf(inner, portal, category),
  };
}

/** What a search finds, or all articles when nothing is searched for. @throws not_found */
export async function getSearchView(ctx: Context, input: Page & { query: string; page: number }): Promise<SearchView> {
  const { ctx: inner, portal, locale } = await openPublicLocale(ctx, input);
  const query = input.query.trim().slice(0, 500);
  const total = await countPublishedArticles(inner, portal, { locale, query });
  const pages = Math.max(1, Math.ceil(total / RESULTS));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findPublishedArticles(inner, portal, { locale, query, page, perPage: RESULTS });
  const known = new Map((await findPublicCategories(inner, portal, locale)).map((row) => [row.id, row]));
  return {
    portal: await portalView(inner, portal, locale),
    query,
    articles: rows.map((row) => ({
      ...entryOf(row, row.categoryId === null ? undefined : known.get(row.categoryId)),
      excerpt: excerpt(row, query),
    })),
    total,
    page,
    pages,
  };
}

/** An article in a list, without a look into its text. */
export const entryOf = (row: ArticleRow, category?: CategoryRow): ArticleEntry => ({
  slug: row.slug,
  title: row.title,
  excerpt: row.description,
  category: category ? { name: category.name, slug: category.slug } : null,
});

async function translationsOf(
  ctx: AccountContext,
  portal: PortalRow,
  category: CategoryRow,
): Promise<Record<string, string>> {
  const root = category.associatedCategoryId ?? category.id;
  const rows = await database(ctx)
    .select({ locale: categories.locale, slug: categories.slug })
    .from(categories)
    .where(
      and(
        categoriesOf(ctx, portal.id),
        sql`(${eq(categories.id, root)} or ${eq(categories.associatedCategoryId, root)})`,
      ),
    );
  return Object.fromEntries(
    rows.filter(({ locale }) => locale !== category.locale).map(({ locale, slug }) => [locale, slug]),
  );
}
