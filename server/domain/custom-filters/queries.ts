import { and, asc, eq } from "drizzle-orm";
import { customFilters } from "#db/schema/custom-filters.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { actingUserId } from "../accounts/queries.ts";
import type { CustomFilter } from "./contract.ts";

type Row = typeof customFilters.$inferSelect;

/** The caller's own, as a condition: nobody sees those of others (contract, settings §8). */
export const ownFilters = (ctx: AccountContext) =>
  and(eq(customFilters.accountId, ctx.accountId), eq(customFilters.userId, actingUserId(ctx)));

export const ownFilter = (ctx: AccountContext, id: number) => and(ownFilters(ctx), eq(customFilters.id, id));

/** The caller's saved views of one kind, in the order they were saved. One statement. */
export async function listCustomFilters(
  ctx: AccountContext,
  input: { filter_type?: Row["filterType"] | null },
): Promise<CustomFilter[]> {
  const rows = await database(ctx)
    .select()
    .from(customFilters)
    .where(and(ownFilters(ctx), eq(customFilters.filterType, input.filter_type ?? "conversation")))
    .orderBy(asc(customFilters.id));
  return rows.map(serializeCustomFilter);
}

/** @throws not_found, also for views of other people */
export async function getCustomFilter(ctx: AccountContext, input: { custom_filter_id: number }): Promise<CustomFilter> {
  const [row] = await database(ctx).select().from(customFilters).where(ownFilter(ctx, input.custom_filter_id));
  if (!row) throw notFound(`custom filter ${input.custom_filter_id}`);
  return serializeCustomFilter(row);
}

export const serializeCustomFilter = (row: Row): CustomFilter => ({
  id: row.id,
  name: row.name,
  filter_type: row.filterType,
  query: row.query,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
