import { and, asc, eq } from "drizzle-orm";
import { dashboardApps } from "#db/schema/dashboard-apps.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { DashboardApp } from "./contract.ts";

export const thisApp = (ctx: AccountContext, id: number) =>
  and(eq(dashboardApps.accountId, ctx.accountId), eq(dashboardApps.id, id));

/** Dashboard apps of the account, the oldest first. One statement. */
export async function listDashboardApps(ctx: AccountContext): Promise<DashboardApp[]> {
  const rows = await database(ctx)
    .select()
    .from(dashboardApps)
    .where(eq(dashboardApps.accountId, ctx.accountId))
    .orderBy(asc(dashboardApps.id));
  return rows.map(serializeDashboardApp);
}

/** @throws not_found, also for those of another account */
export async function getDashboardApp(ctx: AccountContext, input: { id: number }): Promise<DashboardApp> {
  const [row] = await database(ctx).select().from(dashboardApps).where(thisApp(ctx, input.id));
  if (!row) throw notFound(`dashboard app ${input.id}`);
  return serializeDashboardApp(row);
}

export const serializeDashboardApp = (row: typeof dashboardApps.$inferSelect): DashboardApp => ({
  id: row.id,
  title: row.title,
  show_on_sidebar: row.showOnSidebar,
  content: row.content as DashboardApp["content"],
  created_at: row.createdAt.toISOString(),
});
