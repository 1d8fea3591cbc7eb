import { and, eq, inArray } from "drizzle-orm";
import { portals } from "#db/schema/help-center.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { InboxRow } from "./channel-settings.ts";

/** A help center as its inbox names it (contract, inboxes §1). */
export interface HelpCenter {
  name: string;
  slug: string;
}

/** Help centers by their ids, for serialising inboxes. No statement where no inbox has one. */
export async function helpCentersOf(
  ctx: AccountContext,
  rows: Pick<InboxRow, "portalId">[],
): Promise<Map<number, HelpCenter>> {
  const ids = rows.flatMap((row) => row.portalId ?? []);
  if (ids.length === 0) return new Map();
  const found = await database(ctx)
    .select({ id: portals.id, name: portals.name, slug: portals.slug })
    .from(portals)
    .where(and(eq(portals.accountId, ctx.accountId), inArray(portals.id, ids)));
  return new Map(found.map(({ id, ...helpCenter }) => [id, helpCenter]));
}

/** @throws not_found for a help center that the account does not have */
export async function requireHelpCenter(ctx: AccountContext, portalId: number | null | undefined): Promise<void> {
  if (portalId && !(await helpCentersOf(ctx, [{ portalId }])).has(portalId)) throw notFound(`portal ${portalId}`);
}
