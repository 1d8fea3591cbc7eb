import { isChannelError } from "../../channels/channel-error.ts";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { ConnectedInbox } from "./find-connected-inbox.ts";
import { recordInboxActivity } from "./record-inbox-activity.ts";

/**
 * Asks the provider something for a person who waits: its refusal becomes an answer in its own words, and stands on the
 * health card. Never inside a transaction.
 *
 * @throws refused with the provider's words
 */
export async function askChannel<T>(ctx: AccountContext, inbox: ConnectedInbox, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isChannelError(error)) throw error;
    await recordInboxActivity(ctx, inbox.id, { error: error.message });
    throw refused(error.message);
  }
}
