import { dashboardApps } from "#db/schema/dashboard-apps.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type * as contract from "./contract.ts";
import type { DashboardApp } from "./contract.ts";
import { serializeDashboardApp, thisApp } from "./list-dashboard-apps.ts";

/** Adds a page. @throws forbidden */
export async function createDashboardApp(
  ctx: AccountContext,
  input: Input<typeof contract.createDashboardApp>,
): Promise<DashboardApp> {
  return transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const { title, content } = input;
    const [row] = await tx.db
      .insert(dashboardApps)
      .values({ accountId: tx.accountId, title, content, showOnSidebar: input.show_on_sidebar ?? undefined })
      .returning();
    if (!row) throw new Error("The dashboard app was not inserted");
    noteChange(tx, { record: "DashboardApp", id: row.id, action: "create", changes: { title, content } });
    return serializeDashboardApp(row);
  });
}

/** Changes what is given. @throws forbidden, not_found */
export async function updateDashboardApp(
  ctx: AccountContext,
  input: Input<typeof contract.updateDashboardApp>,
): Promise<DashboardApp> {
  return transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const { id, title, content, show_on_sidebar } = input;
    const [row] = await tx.db
      .update(dashboardApps)
      .set({ title, content, showOnSidebar: show_on_sidebar ?? undefined, updatedAt: new Date() })
      .where(thisApp(tx, id))
      .returning();
    if (!row) throw notFound(`dashboard app ${id}`);
    noteChange(tx, { record: "DashboardApp", id, action: "update", changes: { title, content, show_on_sidebar } });
    return serializeDashboardApp(row);
  });
}

/** Removes a page. @throws forbidden, not_found */
export async function deleteDashboardApp(ctx: AccountContext, input: { id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const [row] = await tx.db.delete(dashboardApps).where(thisApp(tx, input.id)).returning();
    if (!row) throw notFound(`dashboard app ${input.id}`);
    noteChange(tx, { record: "DashboardApp", id: row.id, action: "destroy", changes: { title: row.title } });
  });
}
