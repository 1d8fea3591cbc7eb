import { and, eq, inArray } from "drizzle-orm";
import { articleColumns, articles } from "#db/schema/help-center.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";

export type ArticleRow = Omit<typeof articles.$inferSelect, "search">;

export const articlesOf = (ctx: AccountContext, portalId: number) =>
  and(eq(articles.accountId, ctx.accountId), eq(articles.portalId, portalId));

/** An article of the portal. @throws not_found */
export async function getArticleRow(ctx: AccountContext, portalId: number, id: number): Promise<ArticleRow> {
  const [row] = await database(ctx)
    .select(articleColumns)
    .from(articles)
    .where(and(articlesOf(ctx, portalId), eq(articles.id, id)));
  if (!row) throw notFound(`article ${id}`);
  return row;
}

/** Articles that translate one of those given, the oldest first. */
export const findTranslationRows = (ctx: AccountContext, portalId: number, rootIds: number[]): Promise<ArticleRow[]> =>
  database(ctx)
    .select(articleColumns)
    .from(articles)
    .where(and(articlesOf(ctx, portalId), inArray(articles.associatedArticleId, rootIds)))
    .orderBy(articles.id);
