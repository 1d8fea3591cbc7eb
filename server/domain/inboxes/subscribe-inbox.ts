import { isChannelError } from "../../channels/channel-error.ts";
import { refused } from "../../platform/app-error.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { announceLine, announcesItsLine } from "./announce-line.ts";
import { askChannel } from "./ask-channel.ts";
import { refreshState } from "./connect-inbox.ts";
import { readConnectedInbox } from "./find-connected-inbox.ts";
import { getConnectedInbox } from "./get-connected-inbox.ts";
import { recordConnection } from "./record-connection.ts";
import { recordInboxActivity } from "./record-inbox-activity.ts";
import { setWebhook } from "./set-webhook.ts";

/**
 * Sets our webhook at the provider again, while the administrator waits.
 *
 * @throws not_found, refused in the provider's words or when the channel sets no webhook
 */
export async function subscribeInbox(ctx: AccountContext, input: { id: number }): Promise<void> {
  const inbox = await getConnectedInbox(ctx, input.id);
  if (!inbox.channel.actions.subscribe) throw refused("Channel does not support setting a webhook");
  await askChannel(ctx, inbox, () => setWebhook(inbox));
}

/**
 * The same from a job, after an inbox was made or its settings changed, with a look at the state of the line afterwards. Why it failed is
 * on the health card.
 *
 * @throws when a later try may succeed; a refusal waits for an administrator
 */
export async function subscribeInBackground(of: { accountId: number; inboxId: number }): Promise<void> {
  const ctx = systemContext(of.accountId, "subscribe_inbox");
  const inbox = await readConnectedInbox(ctx, of.inboxId);
  if (!inbox?.channel.actions.subscribe) return;
  try {
    if (announcesItsLine(inbox)) return await announceLine(ctx, inbox);
    await setWebhook(inbox);
    await refreshState(ctx, inbox);
  } catch (error) {
    if (!isChannelError(error)) throw error;
    await recordInboxActivity(ctx, inbox.id, { error: error.message });
    await transaction(ctx, (tx) => recordConnection(tx, inbox.id, { state: "error", error: error.message }));
    if (error.kind !== "refused") throw error;
  }
}
