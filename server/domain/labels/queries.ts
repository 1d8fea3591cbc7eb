import { and, asc, eq } from "drizzle-orm";
import { labels } from "#db/schema/conversations.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { Label } from "./contract.ts";

export type LabelRow = typeof labels.$inferSelect;

/** The row of one label, as a condition. */
export const thisLabel = (ctx: AccountContext, labelId: number) =>
  and(eq(labels.accountId, ctx.accountId), eq(labels.id, labelId));

/** Labels of the account, by title. One statement. */
export const listLabelRows = (ctx: AccountContext): Promise<LabelRow[]> =>
  database(ctx).select().from(labels).where(eq(labels.accountId, ctx.accountId)).orderBy(asc(labels.title));

/** @throws not_found, also for labels of another account */
export async function getLabelRow(ctx: AccountContext, labelId: number): Promise<LabelRow> {
  const [row] = await database(ctx).select().from(labels).where(thisLabel(ctx, labelId));
  if (!row) throw notFound(`label ${labelId}`);
  return row;
}

export const serializeLabel = (row: LabelRow): Label => ({
  id: row.id,
  title: row.title,
  description: row.description,
  color: row.color,
  show_on_sidebar: row.showOnSidebar,
});
