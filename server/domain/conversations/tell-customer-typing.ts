import type { AccountContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { loadContactInboxSource } from "./queries/load-contact-inbox-source.ts";

/**
 * Shows the customer that somebody types, where the channel can. A failure is not worth an error to the agent who types:
 * it is logged.
 */
export async function tellCustomerTyping(
  ctx: AccountContext,
  row: { inboxId: number; contactInboxId: number; groupType: string },
  state: "on" | "off" | "recording",
): Promise<void> {
  const inbox = await findConnectedInbox(ctx, row.inboxId);
  const typing = inbox?.channel.actions.typing;
  if (!typing) return;
  const to = await loadContactInboxSource(ctx, row.contactInboxId);
  try {
    await typing({ to, isGroup: row.groupType === "group" }, state, inbox.settings);
  } catch (error) {
    runtime().log.info({ inboxId: row.inboxId, err: error }, "typing was not passed on");
  }
}
