import type { AccountContext } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import { type ArticleRow, findTranslationRows } from "./article-rows.ts";
import { type CategoryRow, findCategoryRows } from "./category-rows.ts";
import type { Article, AssociatedArticle } from "./contract/articles.ts";
import type { PortalRow } from "./portal-rows.ts";
import { serializePortal } from "./serialize-portals.ts";

interface Around {
  authors: Map<number, Agent>;
  categories: Map<number, CategoryRow>;
}

/** Articles of one portal as the wire has them. Three statements, and two or three for the portal where one is translated. */
export async function serializeArticles(
  ctx: AccountContext,
  portal: PortalRow,
  rows: ArticleRow[],
): Promise<Article[]> {
  if (rows.length === 0) return [];
  const translations = await findTranslationRows(
    ctx,
    portal.id,
    rows.map((row) => row.id),
  );
  const around = await loadAround(ctx, portal, [...rows, ...translations]);
  const portalJson = translations.length > 0 ? await serializePortal(ctx, portal) : null;
  return rows.map((row) => {
    const own = portalJson
      ? translations
          .filter((other) => other.associatedArticleId === row.id)
          .map((other) => associated(other, portalJson, around))
      : [];
    return { ...whole(row, around), ...(own.length > 0 && { associated_articles: own }) };
  });
}

export async function serializeArticle(ctx: AccountContext, portal: PortalRow, row: ArticleRow): Promise<Article> {
  const [article] = await serializeArticles(ctx, portal, [row]);
  if (!article) throw new Error("An article was not serialised");
  return article;
}

async function loadAround(ctx: AccountContext, portal: PortalRow, rows: ArticleRow[]): Promise<Around> {
  const authors = await findAgentRows(ctx, idsOf(rows, "authorId"));
  const categories = await findCategoryRows(ctx, portal.id, idsOf(rows, "categoryId"));
  return {
    authors: new Map(authors.map((author) => [author.id, serializeAgent(author)])),
    categories: new Map(categories.map((category) => [category.id, category])),
  };
}

const idsOf = (rows: ArticleRow[], column: "authorId" | "categoryId"): number[] => [
  ...new Set(rows.flatMap((row) => row[column] ?? [])),
];

const whole = (row: ArticleRow, around: Around): Article => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  content: row.content,
  description: row.description,
  status: row.status,
  position: row.position,
  account_id: row.accountId,
  locale: row.locale,
  updated_at: toUnix(row.updatedAt),
  meta: row.meta as Article["meta"],
  category: categoryOf(row, around),
  views: row.views,
  ...authorOf(row, around),
});

const associated = (row: ArticleRow, portal: AssociatedArticle["portal"], around: Around): AssociatedArticle => ({
  id: row.id,
  category_id: row.categoryId,
  title: row.title,
  content: row.content,
  description: row.description,
  status: row.status,
  account_id: row.accountId,
  portal,
  views: row.views,
  ...authorOf(row, around),
});

function authorOf({ authorId }: ArticleRow, { authors }: Around): { author?: Agent } {
  const author = authorId === null ? undefined : authors.get(authorId);
  return author ? { author } : {};
}

function categoryOf({ categoryId }: ArticleRow, { categories }: Around): Article["category"] {
  const row = categoryId === null ? undefined : categories.get(categoryId);
  return { id: row?.id ?? null, name: row?.name ?? null, slug: row?.slug ?? null, locale: row?.locale ?? null };
}
