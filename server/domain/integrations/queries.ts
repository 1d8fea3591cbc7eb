import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";

/** A connected app with the name of its inbox. */
export interface HookRow {
  id: number;
  accountId: number;
  appId: string;
  hookType: "account" | "inbox";
  enabled: boolean;
  settings: Record<string, unknown>;
  secrets: string | null;
  referenceId: string | null;
  inboxId: number | null;
  inboxName: string | null;
}

/** Hooks of the account, the oldest first; of one app when one is named. One statement. */
export async function findHooks(ctx: AccountContext, of: { appId?: string; id?: number } = {}): Promise<HookRow[]> {
  const sql = statements(ctx);
  return sql<HookRow[]>`
    select h.id, h.account_id as "accountId", h.app_id as "appId", h.hook_type as "hookType", h.enabled, h.settings,
      h.secrets, h.reference_id as "referenceId", h.inbox_id as "inboxId", i.name as "inboxName"
    from integration_hooks h
    left join inboxes i on i.account_id = h.account_id and i.id = h.inbox_id
    where h.account_id = ${ctx.accountId} ${of.appId === undefined ? sql`` : sql`and h.app_id = ${of.appId}`}
      ${of.id === undefined ? sql`` : sql`and h.id = ${of.id}`}
    order by h.id`;
}

/** @throws not_found, also for one of another account */
export async function getHook(ctx: AccountContext, id: number): Promise<HookRow> {
  const [row] = await findHooks(ctx, { id });
  if (!row) throw notFound(`hook ${id}`);
  return row;
}

/** The app as the account has connected it and switched it on; null when it has not. */
export async function findActiveHook(ctx: AccountContext, appId: string): Promise<HookRow | null> {
  const rows = await findHooks(ctx, { appId });
  return rows.find((row) => row.enabled) ?? null;
}
