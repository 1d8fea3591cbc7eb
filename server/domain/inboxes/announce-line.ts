import { isChannelError } from "../../channels/channel-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type { ConnectedInbox } from "./find-connected-inbox.ts";
import { refreshConnectionJob } from "./jobs.ts";
import { recordConnecting, recordConnection } from "./record-connection.ts";
import { setWebhook } from "./set-webhook.ts";

/** How long a line may say nothing before people are told that it does; seconds. */
const PATIENCE = 60;

/** Its state cannot be asked for: setting the webhook makes the provider start the line and tell how it is. */
export const announcesItsLine = ({ channel }: ConnectedInbox): boolean =>
  channel.connect === "qr" && channel.actions.connection === undefined;

/**
 * Starts such a line. It counts as connecting from before the provider is asked, because the answer may overtake ours; a line
 * that is open stays so until it tells otherwise.
 *
 * @throws ChannelError; the line then is in error
 */
export async function announceLine(ctx: AccountContext, inbox: ConnectedInbox): Promise<void> {
  await transaction(ctx, (tx) => recordConnecting(tx, inbox.id));
  try {
    await setWebhook(inbox);
  } catch (error) {
    if (isChannelError(error))
      await transaction(ctx, (tx) => recordConnection(tx, inbox.id, { state: "error", error: error.message }));
    throw error;
  }
  await transaction(ctx, async (tx) => lookAgain(tx, inbox, PATIENCE + 1));
}

/** The job's part: a line that has fallen silent while it was being linked is given up, so that nobody waits for ever. */
export async function lookAtSilentLine(ctx: AccountContext, inbox: ConnectedInbox): Promise<void> {
  const { state, changedAt, qrExpiresAt } = inbox.row.connection;
  if (state !== "qr" && state !== "connecting") return;
  const silentSince = Date.parse((state === "qr" ? qrExpiresAt : changedAt) ?? "") || 0;
  const left = silentSince / 1000 + PATIENCE - Date.now() / 1000;
  await transaction(ctx, async (tx) => {
    if (left > 0) return lookAgain(tx, inbox, left + 1);
    const error = state === "qr" ? "The code was not scanned in time" : "The provider has not reported back to us";
    await recordConnection(tx, inbox.id, { state: "closed", error });
  });
}

function lookAgain(tx: Parameters<Parameters<typeof transaction>[1]>[0], inbox: ConnectedInbox, seconds: number): void {
  const payload = { account_id: inbox.accountId, inbox_id: inbox.id, codes_left: 0 };
  const runAt = new Date(Date.now() + seconds * 1000);
  tx.enqueue(refreshConnectionJob, payload, { runAt, key: `refresh_connection:${inbox.id}` });
}
