import { asc, eq, inArray } from "drizzle-orm";
import { accounts } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import { type Context, database } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type * as contract from "./contract/platform.ts";
import type { PlatformAccount } from "./contract/platform.ts";
import { deleteAccountJob } from "./jobs.ts";
import { permitPlatformApp } from "./platform-apps.ts";
import { actingAppId, permittedIds, requirePermission } from "./platform-permission.ts";

type AccountRow = typeof accounts.$inferSelect;
type Given = Omit<Input<typeof contract.updatePlatformAccount>, "account_id">;

/** Accounts that the app may touch (contract, settings §17). */
export async function listPlatformAccounts(ctx: Context): Promise<PlatformAccount[]> {
  const ids = await permittedIds(ctx, "account");
  if (ids.length === 0) return [];
  const rows = await database(ctx).select().from(accounts).where(inArray(accounts.id, ids)).orderBy(asc(accounts.id));
  return rows.map(serialize);
}

export async function createPlatformAccount(
  ctx: Context,
  input: Input<typeof contract.createPlatformAccount>,
): Promise<PlatformAccount> {
  return transaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(accounts)
      .values({ ...changes(input, { settings: {}, customAttributes: {} }), name: input.name })
      .returning();
    if (!row) throw new Error("The account was not inserted");
    await permitPlatformApp(tx, {
      platformAppId: actingAppId(tx),
      permissibleType: "account",
      permissibleId: row.id,
    });
    return serialize(row);
  });
}

/** @throws unauthenticated for what the app may not touch, not_found */
export async function getPlatformAccount(
  ctx: Context,
  { account_id: id }: Input<typeof contract.getPlatformAccount>,
): Promise<PlatformAccount> {
  const [row] = await database(ctx).select().from(accounts).where(eq(accounts.id, id));
  if (!row) throw notFound(`account ${id}`);
  await requirePermission(ctx, "account", id);
  return serialize(row);
}

/** Changes what is given; attributes, limits and features are merged. @throws unauthenticated, not_found */
export async function updatePlatformAccount(
  ctx: Context,
  { account_id: id, ...input }: Input<typeof contract.updatePlatformAccount>,
): Promise<PlatformAccount> {
  const account = await transaction(ctx, async (tx) => {
    await getPlatformAccount(tx, { account_id: id });
    const [before] = await tx.db.select().from(accounts).where(eq(accounts.id, id)).for("update");
    if (!before) throw notFound(`account ${id}`);
    const values = { ...changes(input, before), updatedAt: new Date() };
    const [row] = await tx.db.update(accounts).set(values).where(eq(accounts.id, id)).returning();
    return serialize(row ?? before);
  });
  forgetMembership(id);
  return account;
}

/** Nobody can use it from now on; its rows go in the background. @throws unauthenticated, not_found */
export async function deletePlatformAccount(
  ctx: Context,
  { account_id: id }: Input<typeof contract.deletePlatformAccount>,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    await getPlatformAccount(tx, { account_id: id });
    await tx.db.update(accounts).set({ status: "suspended", updatedAt: new Date() }).where(eq(accounts.id, id));
    tx.enqueue(deleteAccountJob, { account_id: id });
  });
  forgetMembership(id);
}

function changes(given: Given, before: Pick<AccountRow, "settings" | "customAttributes">) {
  const { domain, support_email, features, limits } = given;
  const merged = (key: "features" | "limits", values: Record<string, unknown> | undefined) =>
    values && { [key]: { ...(before.settings[key] as object | undefined), ...values } };
  return {
    ...(given.name !== undefined && { name: given.name }),
    ...(given.locale !== undefined && { locale: given.locale.replace("_", "-") }),
    ...(given.status !== undefined && { status: given.status }),
    settings: {
      ...before.settings,
      ...(domain !== undefined && { domain }),
      ...(support_email !== undefined && { support_email }),
      ...merged("features", features),
      ...merged("limits", limits),
    },
    customAttributes: { ...before.customAttributes, ...given.custom_attributes },
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

const serialize = (row: AccountRow): PlatformAccount => ({
  id: row.id,
  name: row.name,
  locale: row.locale.replace("-", "_"),
  domain: textOrNull(row.settings.domain),
  support_email: textOrNull(row.settings.support_email),
  features: (row.settings.features as Record<string, boolean> | undefined) ?? {},
  custom_attributes: row.customAttributes,
  limits: (row.settings.limits as Record<string, unknown> | undefined) ?? {},
  status: row.status,
});
