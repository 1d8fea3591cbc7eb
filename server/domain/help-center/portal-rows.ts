import { and, asc, eq } from "drizzle-orm";
import { portals } from "#db/schema/help-center.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";

export type PortalRow = typeof portals.$inferSelect;

/** A help center of the account by its slug, archived or not. @throws not_found */
export async function getPortalRow(ctx: AccountContext, slug: string): Promise<PortalRow> {
  const [row] = await database(ctx)
    .select()
    .from(portals)
    .where(and(eq(portals.accountId, ctx.accountId), eq(portals.slug, slug)));
  if (!row) throw notFound(`portal ${slug}`);
  return row;
}

/** Help centers of the account, the oldest first. */
export const listPortalRows = (ctx: AccountContext): Promise<PortalRow[]> =>
  database(ctx).select().from(portals).where(eq(portals.accountId, ctx.accountId)).orderBy(asc(portals.id));

export const thisPortal = (ctx: AccountContext, id: number) =>
  and(eq(portals.accountId, ctx.accountId), eq(portals.id, id));
