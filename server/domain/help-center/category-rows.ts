import { and, eq, inArray } from "drizzle-orm";
import { categories } from "#db/schema/help-center.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";

export type CategoryRow = typeof categories.$inferSelect;

export const categoriesOf = (ctx: AccountContext, portalId: number) =>
  and(eq(categories.accountId, ctx.accountId), eq(categories.portalId, portalId));

/** Those of the named categories that are in the portal. No statement for an empty list. */
export async function findCategoryRows(ctx: AccountContext, portalId: number, ids: number[]): Promise<CategoryRow[]> {
  if (ids.length === 0) return [];
  return database(ctx)
    .select()
    .from(categories)
    .where(and(categoriesOf(ctx, portalId), inArray(categories.id, ids)));
}

/** @throws not_found */
export async function getCategoryRow(ctx: AccountContext, portalId: number, id: number): Promise<CategoryRow> {
  const [row] = await findCategoryRows(ctx, portalId, [id]);
  if (!row) throw notFound(`category ${id}`);
  return row;
}
