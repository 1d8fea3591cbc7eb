import type { AccountContext } from "../../platform/context.ts";
import { getConnectedInbox } from "../inboxes/get-connected-inbox.ts";
import { processAgain } from "./process-again.ts";

/** *Process again* on the health card: the named bodies, or all failed ones. @throws not_found, forbidden */
export async function processFailedEvents(
  ctx: AccountContext,
  input: { id: number; event_ids?: number[] },
): Promise<{ queued: number }> {
  await getConnectedInbox(ctx, input.id);
  return { queued: await processAgain(ctx, { inboxId: input.id, ids: input.event_ids }) };
}
