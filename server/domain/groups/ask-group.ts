import { type ChannelError, isChannelError } from "../../channels/channel-error.ts";
import type { GroupActionName, GroupActions } from "../../channels/group-actions.ts";
import { AppError, refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { ConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { recordInboxActivity } from "../inboxes/record-inbox-activity.ts";
import { refusalReason } from "./refusal-reason.ts";

type Settings = Record<string, unknown>;

/**
 * Asks the provider for something about a group, for a person who waits. Never inside a transaction.
 *
 * @param ask  gets the function, and the settings it takes last
 * @throws refused with the provider's words (contract, groups §2), or saying that the channel cannot do this
 */
export async function askGroup<A extends GroupActionName, T>(
  ctx: AccountContext,
  { inbox, action }: { inbox: ConnectedInbox; action: A },
  ask: (act: GroupActions<Settings>[A], settings: Settings) => Promise<T>,
): Promise<T> {
  const act = inbox.channel.groups?.[action];
  if (!act) throw refused("This channel cannot do this with groups");
  try {
    return await ask(act, inbox.settings);
  } catch (error) {
    if (!isChannelError(error)) throw error;
    // What people ask for in vain is no trouble of the line.
    if (error.kind !== "refused") await recordInboxActivity(ctx, inbox.id, { error: error.message });
    throw refusal(action, error);
  }
}

const refusal = (action: GroupActionName, error: ChannelError) =>
  new AppError("refused", {
    public: error.code === CREATOR && action !== "join" ? CREATOR_REFUSAL : error.message.trim() || error.name,
    reason: refusalReason(action, error),
  });

/** The network's number for "this one made the group". */
export const CREATOR = "406";
/** The contract's word for it (groups §2). */
export const CREATOR_REFUSAL = "group_creator_not_modifiable";
