import type { Channel, CheckResult } from "../../channels/channel.ts";
import { isChannelError } from "../../channels/channel-error.ts";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import type * as contract from "./contract/connection.ts";
import { getConnectedInbox } from "./get-connected-inbox.ts";
import { checkedSettings, requestedChannel } from "./requested-channel.ts";

interface Checks {
  checks: CheckResult[];
}

/**
 * *Test connection* of an inbox: what works and what does not, in the order it was tried.
 *
 * @throws not_found, refused when the channel can test nothing
 */
export async function checkInbox(ctx: AccountContext, input: { id: number }): Promise<Checks> {
  const inbox = await getConnectedInbox(ctx, input.id);
  return runChecks(inbox.channel, inbox.settings);
}

/**
 * The same for settings that no inbox has yet. Whether the provider posts to us cannot be seen before there is an inbox.
 *
 * @throws invalid naming the field
 */
export async function checkNewInbox(ctx: AccountContext, input: Input<typeof contract.checkNewInbox>): Promise<Checks> {
  authorize(canManageInboxes(ctx));
  const { channel, given } = requestedChannel(input.channel);
  const { checks } = await runChecks(channel, checkedSettings(channel, given));
  return { checks: checks.filter(({ name }) => name !== "webhook" && name !== "receive") };
}

async function runChecks(channel: Channel, settings: Record<string, unknown>): Promise<Checks> {
  if (!channel.actions.check) throw refused("Channel does not support a test");
  try {
    return { checks: await channel.actions.check(settings) };
  } catch (error) {
    if (!isChannelError(error)) throw error;
    return { checks: [{ name: "credentials", ok: false, detail: error.message }] };
  }
}
