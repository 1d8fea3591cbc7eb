import { eq } from "drizzle-orm";
import { platformAppPermissions, platformApps } from "#db/schema/accounts.ts";
import { invalid, notFound } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { replaceAccessToken } from "./insert-person.ts";

/** Creates provisioning software's identity. @returns its id and token */
export async function createPlatformApp(
  ctx: Context,
  input: { name: string },
): Promise<{ id: number; access_token: string }> {
  const name = input.name.trim();
  if (name === "") throw invalid("name", "Name can't be blank");
  return transaction(ctx, async (tx) => {
    const [row] = await tx.db.insert(platformApps).values({ name }).returning({ id: platformApps.id });
    if (!row) throw new Error("The platform app was not inserted");
    return { id: row.id, access_token: await replaceAccessToken(tx, "platform_app", row.id) };
  });
}

export interface Permission {
  platformAppId: number;
  permissibleType: "account" | "user" | "agent_bot";
  permissibleId: number;
}

/** Lets an app touch an account or a person; twice is no error. @throws not_found for an unknown app */
export async function permitPlatformApp(ctx: Context, permission: Permission): Promise<{ id: number }> {
  return transaction(ctx, async (tx) => {
    const [app] = await tx.db.select().from(platformApps).where(eq(platformApps.id, permission.platformAppId));
    if (!app) throw notFound(`platform app ${permission.platformAppId}`);
    const { platformAppId, permissibleType, permissibleId } = platformAppPermissions;
    const [row] = await tx.db
      .insert(platformAppPermissions)
      .values(permission)
      .onConflictDoUpdate({
        target: [platformAppId, permissibleType, permissibleId],
        set: { platformAppId: permission.platformAppId },
      })
      .returning({ id: platformAppPermissions.id });
    if (!row) throw new Error("The permission was not inserted");
    return row;
  });
}
