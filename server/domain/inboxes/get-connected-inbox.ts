import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { type ConnectedInbox, readConnectedInbox } from "./find-connected-inbox.ts";

/** An inbox that an administrator works on, as it is now. @throws forbidden, not_found */
export async function getConnectedInbox(ctx: AccountContext, inboxId: number): Promise<ConnectedInbox> {
  authorize(canManageInboxes(ctx));
  const inbox = await readConnectedInbox(ctx, inboxId);
  if (!inbox) throw notFound(`inbox ${inboxId}`);
  return inbox;
}
