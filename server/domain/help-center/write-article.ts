import { randomBytes } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { articleColumns, articles } from "#db/schema/help-center.ts";
import { invalid } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { whenTaken } from "../../platform/database/when-taken.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { type ArticleRow, articlesOf, getArticleRow } from "./article-rows.ts";
import { articleSlug } from "./article-slug.ts";
import { type CategoryRow, findCategoryRows } from "./category-rows.ts";
import type * as contract from "./contract/articles.ts";
import { getPortalRow, type PortalRow } from "./portal-rows.ts";
import { serializeArticle } from "./serialize-articles.ts";

type Given = Input<typeof contract.updateArticle>;
type Answer = Result<typeof contract.updateArticle>;

/** Between two articles of a category, so that one can be put between them. */
const STEP = 10;

/** Writes an article (contract, help center §4). @throws forbidden, not_found, invalid with the contract's sentences */
export async function createArticle(ctx: AccountContext, input: Input<typeof contract.createArticle>): Promise<Answer> {
  authorize(canManageHelpCenter(ctx));
  return withFreeSlug(() =>
    transaction(ctx, async (tx) => {
      const portal = await getPortalRow(tx, input.id);
      if (!input.author_id) throw authorMissing();
      await requireAuthor(tx, input.author_id);
      const category = await categoryOf(tx, portal, input.category_id);
      const [row] = await tx.db
        .insert(articles)
        .values({
          ...plainValues(input),
          accountId: tx.accountId,
          portalId: portal.id,
          title: input.title,
          content: input.content,
          authorId: input.author_id,
          slug: input.slug || (await freeSlug(tx, input.title)),
          categoryId: category?.id ?? null,
          locale: category?.locale ?? input.locale ?? portal.config.default_locale,
          position: input.position ?? (await nextPosition(tx, portal, category?.id ?? null)),
          associatedArticleId: await rootOf(tx, portal, input.associated_article_id),
        })
        .returning(articleColumns);
      if (!row) throw new Error("The article was not inserted");
      return { payload: await serializeArticle(tx, portal, row) };
    }),
  );
}

/** Two with the same title may be written within one second, also in different accounts. */
async function freeSlug(tx: Tx, title: string): Promise<string> {
  const slug = articleSlug(title);
  const [taken] = await tx.db.select({ id: articles.id }).from(articles).where(eq(articles.slug, slug));
  return taken ? `${slug}-${randomBytes(3).toString("hex")}` : slug;
}

/** Changes what is given; a new category brings its locale and a place at its end. @throws as for a new one */
export async function updateArticle(ctx: AccountContext, input: Given): Promise<Answer> {
  authorize(canManageHelpCenter(ctx));
  return withFreeSlug(() =>
    transaction(ctx, async (tx) => {
      const portal = await getPortalRow(tx, input.id);
      const before = await getArticleRow(tx, portal.id, input.article_id);
      if (input.author_id === null) throw authorMissing();
      if (input.author_id) await requireAuthor(tx, input.author_id);
      const root = await rootOf(tx, portal, input.associated_article_id, before);
      const [row] = await tx.db
        .update(articles)
        .set({
          ...plainValues(input),
          ...(await placeOf(tx, portal, before, input)),
          title: input.title,
          content: input.content,
          authorId: input.author_id,
          slug: input.slug || undefined,
          associatedArticleId: root,
          updatedAt: new Date(),
        })
        .where(and(articlesOf(tx, portal.id), eq(articles.id, before.id)))
        .returning(articleColumns);
      if (!row) throw new Error("The article went while it was changed");
      return { payload: await serializeArticle(tx, portal, row) };
    }),
  );
}

/** Deletes an article; translations of it become articles of their own. @throws forbidden, not_found */
export async function deleteArticle(ctx: AccountContext, input: Input<typeof contract.deleteArticle>): Promise<void> {
  authorize(canManageHelpCenter(ctx));
  await transaction(ctx, async (tx) => {
    const portal = await getPortalRow(tx, input.id);
    const { id } = await getArticleRow(tx, portal.id, input.article_id);
    const within = articlesOf(tx, portal.id);
    await tx.db
      .update(articles)
      .set({ associatedArticleId: null })
      .where(and(within, eq(articles.associatedArticleId, id)));
    await tx.db.delete(articles).where(and(within, eq(articles.id, id)));
  });
}

/** Columns that are written as given; undefined leaves one as it is. */
const plainValues = (input: Pick<Given, "description" | "status" | "meta">) => ({
  description: input.description,
  status: input.status,
  meta: input.meta ? Object.fromEntries(Object.entries(input.meta).filter(([, value]) => value != null)) : undefined,
});

const authorMissing = () => invalid("author", "Author must exist");

async function requireAuthor(tx: Tx, userId: number): Promise<void> {
  if ((await findAgentRows(tx, [userId])).length === 0) throw authorMissing();
}

async function categoryOf(
  tx: Tx,
  portal: PortalRow,
  categoryId: number | null | undefined,
): Promise<CategoryRow | null> {
  if (!categoryId) return null;
  const [row] = await findCategoryRows(tx, portal.id, [categoryId]);
  if (!row) throw invalid("category", "Category must exist");
  return row;
}

/** Category, locale and position hang together: the last two follow the first, unless they are named. */
async function placeOf(tx: Tx, portal: PortalRow, before: ArticleRow, input: Given) {
  const wanted = input.category_id === undefined ? before.categoryId : input.category_id;
  const category = await categoryOf(tx, portal, wanted);
  const categoryId = category?.id ?? null;
  const isMoved = categoryId !== before.categoryId;
  const position = input.position ?? (isMoved ? await nextPosition(tx, portal, categoryId) : undefined);
  return { categoryId, position, locale: category?.locale ?? input.locale ?? undefined };
}

async function nextPosition(tx: Tx, portal: PortalRow, categoryId: number | null): Promise<number> {
  const [last] = await tx.db
    .select({ position: sql<number | null>`max(${articles.position})` })
    .from(articles)
    .where(and(articlesOf(tx, portal.id), sql`${articles.categoryId} is not distinct from ${categoryId}::bigint`));
  return Math.min((last?.position ?? 0) + STEP, 2 ** 31 - 1);
}

/**
 * The article that a translation belongs to is never a translation itself. What translated the one that becomes a translation goes
 * along with it.
 *
 * @throws not_found for an article that is not in the portal, invalid for the article itself
 */
async function rootOf(
  tx: Tx,
  portal: PortalRow,
  associatedId: number | null | undefined,
  own: ArticleRow | null = null,
): Promise<number | null | undefined> {
  if (!associatedId) return associatedId;
  const associated = await getArticleRow(tx, portal.id, associatedId);
  const root = associated.associatedArticleId ?? associated.id;
  if (!own) return root;
  if (root === own.id) throw invalid("associated_article_id", "Associated article is invalid");
  await tx.db
    .update(articles)
    .set({ associatedArticleId: root })
    .where(and(articlesOf(tx, portal.id), eq(articles.associatedArticleId, own.id), ne(articles.id, root)));
  return root;
}

const withFreeSlug = <T>(work: () => Promise<T>): Promise<T> =>
  whenTaken({ index: "articles_slug", field: "slug", sentence: "Slug has already been taken" }, work);
