import { and, eq, isNull, sql } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { authorize } from "../../policies/authorize.ts";
import { visibleInboxes } from "../../policies/inboxes.ts";
import type { InboxRow } from "./channel-settings.ts";

/**
 * An inbox that the caller may see.
 *
 * @throws not_found when the account has no such inbox, forbidden when the caller is no member of it
 */
export async function requireVisibleInbox(ctx: AccountContext, inboxId: number): Promise<InboxRow> {
  const [found] = await database(ctx)
    .select({ inbox: inboxes, isVisible: sql<boolean>`${visibleInboxes(ctx)}` })
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), eq(inboxes.id, inboxId), isNull(inboxes.deletedAt)));
  if (!found) throw notFound(`inbox ${inboxId}`);
  authorize(found.isVisible);
  return found.inbox;
}
