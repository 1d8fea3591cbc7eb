import { z } from "zod";
import type { AccountContext } from "../../platform/context.ts";
import { canManageSettings } from "../../policies/settings.ts";
import type { HookApp } from "./apps.ts";
import type { App, Hook } from "./contract.ts";
import { maskedSettings, requireHookApp } from "./hook-settings.ts";
import type { HookRow } from "./queries.ts";

/** A hook as the caller may see it: agents learn no settings. */
export function serializeHook(ctx: AccountContext, row: HookRow): Hook {
  return {
    id: row.id,
    app_id: row.appId,
    status: row.enabled,
    inbox: row.inboxId === null ? null : { id: row.inboxId, name: row.inboxName ?? "" },
    account_id: row.accountId,
    hook_type: row.hookType,
    ...(canManageSettings(ctx) && {
      settings: maskedSettings(requireHookApp(row.appId), row),
      reference_id: row.referenceId,
    }),
  };
}

/** An app with hooks as the caller may see it. */
export function serializeHookApp(ctx: AccountContext, app: HookApp, rows: HookRow[]): App {
  const hooks = rows.filter((row) => row.appId === app.id);
  return {
    id: app.id,
    name: app.name,
    description: app.description,
    short_description: app.shortDescription,
    enabled: hooks.length > 0,
    hooks: hooks.map((row) => serializeHook(ctx, row)),
    ...(canManageSettings(ctx) && {
      hook_type: app.hookType,
      allow_multiple_hooks: app.hookType === "inbox",
      settings_json_schema: settingsSchema(app),
      visible_properties: visibleProperties(app),
    }),
  };
}

function settingsSchema(app: HookApp): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(app.settings, { io: "input", unrepresentable: "any" });
  return schema;
}

function visibleProperties(app: HookApp): string[] {
  const properties = settingsSchema(app).properties as Record<string, unknown> | undefined;
  return Object.keys(properties ?? {}).filter((key) => !app.secrets.includes(key));
}
