import { and, desc, eq, sql } from "drizzle-orm";
import { articleColumns, articles, categories, portals } from "#db/schema/help-center.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { FoundArticle } from "./contract.ts";

/** Articles of the account's help centers that contain a text in title, description or content, the newest first. */
export async function findArticles(
  ctx: AccountContext,
  { text, offset, limit }: { text: string; offset: number; limit: number },
): Promise<FoundArticle[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { title, description, content } = articles;
  const rows = await database(ctx)
    .select({ article: articleColumns, portalSlug: portals.slug, categoryName: categories.name })
    .from(articles)
    .innerJoin(portals, and(eq(portals.accountId, articles.accountId), eq(portals.id, articles.portalId)))
    .leftJoin(categories, and(eq(categories.accountId, articles.accountId), eq(categories.id, articles.categoryId)))
    .where(
      and(
        eq(articles.accountId, ctx.accountId),
        sql`(${title} || ' ' || coalesce(${description}, '') || ' ' || coalesce(${content}, '')) ilike ${pattern}`,
      ),
    )
    .orderBy(desc(articles.updatedAt), desc(articles.id))
    .limit(limit)
    .offset(offset);
  return rows.map(({ article, portalSlug, categoryName }) => ({
    id: article.id,
    title: article.title,
    locale: article.locale,
    content: article.content,
    slug: article.slug,
    portal_slug: portalSlug,
    account_id: article.accountId,
    category_name: categoryName,
    status: article.status,
    updated_at: toUnix(article.updatedAt),
  }));
}
