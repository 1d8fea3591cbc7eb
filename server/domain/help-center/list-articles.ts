import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { articleColumns, articles, categories } from "#db/schema/help-center.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { echoPage } from "../../platform/contract/fields.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import { articlesOf, getArticleRow } from "./article-rows.ts";
import { articleSearch } from "./article-search.ts";
import type * as contract from "./contract/articles.ts";
import { getPortalRow, type PortalRow } from "./portal-rows.ts";
import { serializeArticle, serializeArticles } from "./serialize-articles.ts";

const PAGE_SIZE = 25;

type Query = Input<typeof contract.listArticles>;

/** Articles of a help center (contract, help center §4). Eight statements at most. @throws not_found for an unknown portal */
export async function listArticles(ctx: AccountContext, input: Query): Promise<Result<typeof contract.listArticles>> {
  const portal = await getPortalRow(ctx, input.id);
  const search = input.query?.trim() ? articleSearch(input.query) : null;
  const base = and(
    input.locale ? eq(articles.locale, input.locale) : undefined,
    input.category_slug ? inCategory(ctx, portal, input.category_slug) : undefined,
    // A text without a word finds nothing.
    input.query?.trim() && !search ? sql`false` : search?.matches,
  );
  const counts = await countArticles(ctx, portal, base);
  const rows = await database(ctx)
    .select(articleColumns)
    .from(articles)
    .where(
      and(
        articlesOf(ctx, portal.id),
        base,
        input.status ? eq(articles.status, input.status) : undefined,
        input.author_id ? eq(articles.authorId, input.author_id) : undefined,
      ),
    )
    .orderBy(
      ...(search ? [desc(search.rank)] : []),
      ...(input.category_slug
        ? [asc(articles.position), asc(articles.id)]
        : [desc(articles.updatedAt), desc(articles.id)]),
    )
    .limit(PAGE_SIZE)
    .offset(((input.page ?? 1) - 1) * PAGE_SIZE);
  return {
    payload: await serializeArticles(ctx, portal, rows),
    meta: { ...counts, current_page: echoPage(input.page) },
  };
}

/** One article, for those who may change it. @throws forbidden, not_found */
export async function getArticle(
  ctx: AccountContext,
  input: Input<typeof contract.getArticle>,
): Promise<Result<typeof contract.getArticle>> {
  authorize(canManageHelpCenter(ctx));
  const portal = await getPortalRow(ctx, input.id);
  return { payload: await serializeArticle(ctx, portal, await getArticleRow(ctx, portal.id, input.article_id)) };
}

/** A slug stands for the category in every language. */
const inCategory = (ctx: AccountContext, portal: PortalRow, slug: string): SQL =>
  sql`${articles.categoryId} in (select id from ${categories} where account_id = ${ctx.accountId}
    and portal_id = ${portal.id} and slug = ${slug})`;

/** All of the portal, and of those that fit whatever their status and author how many there are of each kind. */
async function countArticles(ctx: AccountContext, portal: PortalRow, base: SQL | undefined) {
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : 0;
  const fits = base ?? sql`true`;
  const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const [counts] = await database(ctx)
    .select({
      all_articles_count: sql<number>`count(*)::int`,
      articles_count: count(fits),
      archived_articles_count: count(sql`${fits} and ${articles.status} = 'archived'`),
      draft_articles_count: count(sql`${fits} and ${articles.status} = 'draft'`),
      published_count: count(sql`${fits} and ${articles.status} = 'published'`),
      mine_articles_count: count(sql`${fits} and ${articles.authorId} = ${userId}`),
    })
    .from(articles)
    .where(articlesOf(ctx, portal.id));
  if (!counts) throw new Error("Articles were not counted");
  return counts;
}
