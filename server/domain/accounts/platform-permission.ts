import { and, eq } from "drizzle-orm";
import { platformAppPermissions } from "#db/schema/accounts.ts";
import { AppError } from "../../platform/app-error.ts";
import { type Context, database } from "../../platform/context.ts";
import type { Permission } from "./platform-apps.ts";

/** The app that calls. @throws unauthenticated for anybody else */
export function actingAppId(ctx: Context): number {
  if (ctx.actor.kind !== "platform_app") throw new AppError("unauthenticated", { public: "Invalid access_token" });
  return ctx.actor.platformAppId;
}

/** Only what the app has created or was given (contract, settings §17). @throws unauthenticated */
export async function requirePermission(ctx: Context, type: Permission["permissibleType"], id: number): Promise<void> {
  const ids = await permittedIds(ctx, type, id);
  if (ids.length === 0) throw new AppError("unauthenticated", { public: "Non permissible resource" });
}

/** What the app may touch of a kind. */
export async function permittedIds(ctx: Context, type: Permission["permissibleType"], id?: number): Promise<number[]> {
  const rows = await database(ctx)
    .select({ id: platformAppPermissions.permissibleId })
    .from(platformAppPermissions)
    .where(
      and(
        eq(platformAppPermissions.platformAppId, actingAppId(ctx)),
        eq(platformAppPermissions.permissibleType, type),
        id === undefined ? undefined : eq(platformAppPermissions.permissibleId, id),
      ),
    );
  return rows.map((row) => row.id);
}
