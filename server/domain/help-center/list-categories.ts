import { and, asc, eq } from "drizzle-orm";
import { categories } from "#db/schema/help-center.ts";
import { type AccountContext, database, statements } from "../../platform/context.ts";
import { echoPage } from "../../platform/contract/fields.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import { type CategoryRow, categoriesOf, findCategoryRows, getCategoryRow } from "./category-rows.ts";
import type * as contract from "./contract/categories.ts";
import type { Category, SlimCategory } from "./contract/categories.ts";
import { getPortalRow } from "./portal-rows.ts";

const PAGE_SIZE = 1_000;

/** Categories by position (contract, help center §3). Four statements. @throws not_found for an unknown portal */
export async function listCategories(
  ctx: AccountContext,
  input: Input<typeof contract.listCategories>,
): Promise<Result<typeof contract.listCategories>> {
  const portal = await getPortalRow(ctx, input.id);
  const rows = await database(ctx)
    .select()
    .from(categories)
    .where(and(categoriesOf(ctx, portal.id), input.locale ? eq(categories.locale, input.locale) : undefined))
    .orderBy(asc(categories.position), asc(categories.id))
    .limit(PAGE_SIZE)
    .offset(((input.page ?? 1) - 1) * PAGE_SIZE);
  const payload = await serializeCategories(ctx, rows, { locale: input.locale });
  return { payload, meta: { current_page: echoPage(input.page), categories_count: payload.length } };
}

/** One category, for those who may change it. @throws forbidden, not_found */
export async function getCategory(
  ctx: AccountContext,
  input: Input<typeof contract.getCategory>,
): Promise<Result<typeof contract.getCategory>> {
  authorize(canManageHelpCenter(ctx));
  const portal = await getPortalRow(ctx, input.id);
  return { payload: await serializeCategory(ctx, await getCategoryRow(ctx, portal.id, input.category_id)) };
}

/**
 * Categories with those they point at. Two statements; one where none points anywhere.
 *
 * @param of  `locale`: only its articles are counted
 */
async function serializeCategories(
  ctx: AccountContext,
  rows: CategoryRow[],
  of: { locale?: string } = {},
): Promise<Category[]> {
  if (rows.length === 0) return [];
  const counts = await countArticles(ctx, rows, of.locale || null);
  const known = new Map(rows.map((row) => [row.id, row]));
  const elsewhere = rows.flatMap(pointsAt).filter((id) => !known.has(id));
  for (const row of await findCategoryRows(ctx, rows[0]?.portalId ?? 0, elsewhere)) known.set(row.id, row);
  const slim = (id: number | null): SlimCategory | undefined => {
    const row = id === null ? undefined : known.get(id);
    return row && serializeSlimCategory(row);
  };
  return rows.map((row) => {
    const related = row.relatedCategoryIds.flatMap((id) => slim(id) ?? []);
    const [parent, root] = [slim(row.parentCategoryId), slim(row.associatedCategoryId)];
    return {
      ...serializeSlimCategory(row),
      icon: row.icon ?? "",
      ...(related.length > 0 && { related_categories: related }),
      ...(parent && { parent_category: parent }),
      ...(root && { root_category: root }),
      meta: { articles_count: counts.get(row.id) ?? 0 },
    };
  });
}

export async function serializeCategory(ctx: AccountContext, row: CategoryRow): Promise<Category> {
  const [category] = await serializeCategories(ctx, [row]);
  if (!category) throw new Error("A category was not serialised");
  return category;
}

const pointsAt = (row: CategoryRow): number[] =>
  [row.parentCategoryId, row.associatedCategoryId, ...row.relatedCategoryIds].filter((id) => id !== null);

export const serializeSlimCategory = (row: CategoryRow): SlimCategory => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  locale: row.locale,
  description: row.description,
  position: row.position,
  account_id: row.accountId,
});

async function countArticles(
  ctx: AccountContext,
  rows: CategoryRow[],
  locale: string | null,
): Promise<Map<number, number>> {
  const found = await statements(ctx)<{ id: number; articles: number }[]>`
    select category_id::int8 id, count(*)::int articles from articles
    where account_id = ${ctx.accountId} and portal_id = ${rows[0]?.portalId ?? 0}
      and category_id = any(${rows.map((row) => row.id)}::bigint[]) and (${locale}::text is null or locale = ${locale})
    group by 1`;
  return new Map(found.map((row) => [Number(row.id), row.articles]));
}
