import { portals } from "#db/schema/help-center.ts";
import { forget } from "../../platform/cache.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import { deleteFilesJob } from "../contacts/jobs.ts";
import { getPortalRow, thisPortal } from "./portal-rows.ts";
import { DOMAINS } from "./write-portal.ts";

/** Deletes a help center; the database takes its categories and articles along. @throws forbidden, not_found */
export async function deletePortal(ctx: AccountContext, input: { id: string }): Promise<void> {
  authorize(canManageHelpCenter(ctx));
  await transaction(ctx, async (tx) => {
    const row = await getPortalRow(tx, input.id);
    await tx.db.delete(portals).where(thisPortal(tx, row.id));
    if (row.logo) tx.enqueue(deleteFilesJob, { keys: [row.logo.key] });
  });
  forget(DOMAINS);
}

/** Takes a help center off the net. @throws forbidden, not_found */
export async function archivePortal(ctx: AccountContext, input: { id: string }): Promise<void> {
  authorize(canManageHelpCenter(ctx));
  await transaction(ctx, async (tx) => {
    const { id } = await getPortalRow(tx, input.id);
    await tx.db.update(portals).set({ archived: true, updatedAt: new Date() }).where(thisPortal(tx, id));
  });
  forget(DOMAINS);
}

/** Removes the logo; one that is not there is no error. @throws forbidden, not_found */
export async function deletePortalLogo(ctx: AccountContext, input: { id: string }): Promise<void> {
  authorize(canManageHelpCenter(ctx));
  await transaction(ctx, async (tx) => {
    const row = await getPortalRow(tx, input.id);
    if (!row.logo) return;
    await tx.db.update(portals).set({ logo: null, updatedAt: new Date() }).where(thisPortal(tx, row.id));
    tx.enqueue(deleteFilesJob, { keys: [row.logo.key] });
  });
}
