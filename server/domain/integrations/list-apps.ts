import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Result } from "../../platform/contract/operation.ts";
import { hookApps, settingsApps } from "./apps.ts";
import type * as contract from "./contract.ts";
import type { App } from "./contract.ts";
import { findHooks } from "./queries.ts";
import { serializeHookApp } from "./serialize.ts";

/** Everything Parley can work with (contract, settings §12). Two statements. */
export async function listApps(ctx: AccountContext): Promise<Result<typeof contract.listApps>> {
  const inUse = await usedSettings(ctx);
  const rows = await findHooks(ctx);
  const plain = settingsApps.map(
    (app): App => ({
      id: app.id,
      name: app.name,
      description: app.description,
      short_description: app.shortDescription,
      enabled: inUse[app.id],
      hooks: [],
    }),
  );
  return { payload: [...plain, ...hookApps.map((app) => serializeHookApp(ctx, app, rows))] };
}

/** @throws not_found for what does not exist here */
export async function getApp(ctx: AccountContext, { id }: { id: string }): Promise<App> {
  const { payload } = await listApps(ctx);
  const app = payload.find((known) => known.id === id);
  if (!app) throw notFound(`app ${id}`);
  return app;
}

async function usedSettings(ctx: AccountContext): Promise<{ webhooks: boolean; dashboard_apps: boolean }> {
  const [row] = await statements(ctx)<{ webhooks: boolean; dashboard_apps: boolean }[]>`
    select exists (select 1 from webhooks w where w.account_id = ${ctx.accountId}) as webhooks,
      exists (select 1 from dashboard_apps d where d.account_id = ${ctx.accountId}) as dashboard_apps`;
  return row ?? { webhooks: false, dashboard_apps: false };
}
