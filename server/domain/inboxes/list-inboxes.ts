import { allChannels } from "../../channels/registry.ts";
import type { AccountContext } from "../../platform/context.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import type { AvailableChannel } from "./contract/connection.ts";
import type { Inbox } from "./contract.ts";
import { listInboxRows } from "./queries.ts";
import { requireVisibleInbox } from "./require-visible-inbox.ts";
import { serializeInboxes, serializeOneInbox } from "./serialize.ts";

/** Inboxes the caller may see, by name (contract, inboxes §2). */
export async function listInboxes(ctx: AccountContext): Promise<{ payload: Inbox[] }> {
  return { payload: await serializeInboxes(ctx, await listInboxRows(ctx)) };
}

/** @throws not_found, forbidden for agents who are no member */
export async function getInbox(ctx: AccountContext, input: { id: number }): Promise<Inbox> {
  return serializeOneInbox(ctx, await requireVisibleInbox(ctx, input.id));
}

/** Channels that an inbox can be made of, in the order of the registry. */
export async function listAvailableChannels(ctx: AccountContext): Promise<{ payload: AvailableChannel[] }> {
  authorize(canManageInboxes(ctx));
  return {
    payload: allChannels().map((channel) => ({
      key: channel.key,
      name: channel.name,
      names: { ...channel.names },
      channel_type: channel.type,
      provider: channel.provider ?? null,
      connect: channel.connect,
      fields: channel.fields,
      can_check: channel.actions.check !== undefined,
      can_subscribe: channel.actions.subscribe !== undefined,
    })),
  };
}
