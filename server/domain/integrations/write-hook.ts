import { and, eq } from "drizzle-orm";
import { integrationHooks } from "#db/schema/integrations.ts";
import { invalid, notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { getInboxRow } from "../inboxes/queries.ts";
import type * as contract from "./contract.ts";
import type { Hook } from "./contract.ts";
import { requireHookApp, storedSettings } from "./hook-settings.ts";
import { getHook } from "./queries.ts";
import { serializeHook } from "./serialize.ts";

/**
 * Connects an app; its secrets are encrypted before they are stored.
 *
 * @throws forbidden; invalid for an unknown app, wrong settings, or a second hook of an app for the whole account; not_found for a
 * foreign inbox
 */
export async function createHook(ctx: AccountContext, input: Input<typeof contract.createHook>): Promise<Hook> {
  return transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const app = requireHookApp(input.app_id);
    if (app.hookType === "inbox" && !input.inbox_id) throw invalid("inbox_id", "Inbox can't be blank");
    if (input.inbox_id) await getInboxRow(tx, input.inbox_id);
    const [row] = await tx.db
      .insert(integrationHooks)
      .values({
        accountId: tx.accountId,
        appId: app.id,
        hookType: app.hookType,
        inboxId: input.inbox_id ?? null,
        enabled: input.status ?? true,
        ...storedSettings(app, input.settings ?? {}),
      })
      .onConflictDoNothing()
      .returning({ id: integrationHooks.id });
    if (!row) throw invalid("app_id", `App ${app.id} is connected already`);
    noteChange(tx, { record: "IntegrationHook", id: row.id, action: "create", changes: { app_id: app.id } });
    return serializeHook(tx, await getHook(tx, row.id));
  });
}

/** Changes what is given; masked secrets stay. @throws forbidden, not_found, invalid */
export async function updateHook(ctx: AccountContext, input: Input<typeof contract.updateHook>): Promise<Hook> {
  return transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const before = await getHook(tx, input.hook_id);
    const app = requireHookApp(before.appId);
    await tx.db
      .update(integrationHooks)
      .set({
        ...(input.settings && storedSettings(app, input.settings, before)),
        ...(typeof input.status === "boolean" && { enabled: input.status }),
        updatedAt: new Date(),
      })
      .where(thisHook(tx, before.id));
    const changes = {
      ...(typeof input.status === "boolean" &&
        before.enabled !== input.status && { status: [before.enabled, input.status] }),
      // Values may be secret; which fields they were is enough.
      ...(input.settings && { settings: Object.keys(input.settings) }),
    };
    noteChange(tx, { record: "IntegrationHook", id: before.id, action: "update", changes });
    return serializeHook(tx, await getHook(tx, before.id));
  });
}

/** Disconnects an app. @throws forbidden, not_found */
export async function deleteHook(ctx: AccountContext, input: { hook_id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const [row] = await tx.db.delete(integrationHooks).where(thisHook(tx, input.hook_id)).returning();
    if (!row) throw notFound(`hook ${input.hook_id}`);
    noteChange(tx, { record: "IntegrationHook", id: row.id, action: "destroy", changes: { app_id: row.appId } });
  });
}

const thisHook = (ctx: AccountContext, id: number) =>
  and(eq(integrationHooks.accountId, ctx.accountId), eq(integrationHooks.id, id));
