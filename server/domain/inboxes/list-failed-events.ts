import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import { inboundEvents } from "#db/schema/messages.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import type { failedInboundEvent } from "./contract/connection.ts";
import { getInboxRow } from "./queries.ts";

const SHOWN = 50;

/** Characters of a body that are shown; the whole stays in the database. */
const BODY_SHOWN = 4096;

/** Webhook bodies that could not be applied, or not whole, the newest first. @throws not_found, forbidden */
export async function listFailedEvents(
  ctx: AccountContext,
  input: { id: number },
): Promise<{ payload: z.infer<typeof failedInboundEvent>[] }> {
  authorize(canManageInboxes(ctx));
  await getInboxRow(ctx, input.id);
  const rows = await database(ctx)
    .select()
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.accountId, ctx.accountId),
        eq(inboundEvents.inboxId, input.id),
        eq(inboundEvents.state, "failed"),
      ),
    )
    .orderBy(desc(inboundEvents.id))
    .limit(SHOWN);
  return {
    payload: rows.map((row) => ({
      id: row.id,
      error: row.error,
      received_at: row.receivedAt.toISOString(),
      attempts: row.attempts,
      body: row.body.slice(0, BODY_SHOWN),
    })),
  };
}
