import type { Channel } from "../../channels/channel.ts";
import type { AccountContext } from "../../platform/context.ts";
import { areGroupsOn } from "./are-groups-on.ts";
import { findConnectedInbox } from "./find-connected-inbox.ts";

/** What taking in messages needs of an inbox; at most 30 s old. Null when it is unknown or being deleted. */
export async function findIngestInbox(
  ctx: AccountContext,
  inboxId: number,
): Promise<{
  id: number;
  accountId: number;
  channel: Channel;
  rules: { inboxId: number; lockToSingleConversation: boolean; hasActiveBot: boolean };
  areGroupsOn: boolean;
  isListenedTo: boolean;
} | null> {
  const inbox = await findConnectedInbox(ctx, inboxId);
  if (!inbox) return null;
  const { id, accountId, channel, hasActiveBot, isListenedTo } = inbox;
  return {
    id,
    accountId,
    channel,
    areGroupsOn: areGroupsOn(inbox.settings),
    isListenedTo,
    rules: { inboxId: id, lockToSingleConversation: inbox.row.lockToSingleConversation, hasActiveBot },
  };
}
