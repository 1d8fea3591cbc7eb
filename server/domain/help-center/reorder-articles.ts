import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageHelpCenter } from "../../policies/help-center.ts";
import type * as contract from "./contract/articles.ts";
import { getPortalRow } from "./portal-rows.ts";

/** Gives articles new positions: all of them, or none. @throws forbidden; not_found when one is not in the portal */
export async function reorderArticles(
  ctx: AccountContext,
  input: Input<typeof contract.reorderArticles>,
): Promise<void> {
  authorize(canManageHelpCenter(ctx));
  const places = Object.entries(input.positions_hash).map(([id, position]) => ({ id: Number(id), position }));
  await transaction(ctx, async (tx) => {
    const portal = await getPortalRow(tx, input.id);
    if (places.length === 0) return;
    const moved = await tx.sql`
      update articles set position = p.position
      from jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb) as p (id bigint, position int)
      where articles.account_id = ${tx.accountId} and articles.portal_id = ${portal.id} and articles.id = p.id
      returning articles.id`;
    if (moved.length !== new Set(places.map((place) => place.id)).size) throw notFound("article to reorder");
  });
}
