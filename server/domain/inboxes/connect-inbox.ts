import type { ConnectionState } from "../../channels/channel.ts";
import { isChannelError } from "../../channels/channel-error.ts";
import { notFound, refused } from "../../platform/app-error.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { announceLine, announcesItsLine, lookAtSilentLine } from "./announce-line.ts";
import { askChannel } from "./ask-channel.ts";
import { type ConnectedInbox, readConnectedInbox } from "./find-connected-inbox.ts";
import { getConnectedInbox } from "./get-connected-inbox.ts";
import { refreshConnectionJob } from "./jobs.ts";
import { recordConnection, recordPairingCode } from "./record-connection.ts";
import { recordInboxActivity } from "./record-inbox-activity.ts";
import { requireVisibleInbox } from "./require-visible-inbox.ts";

/** Codes that are shown one after the other before linking is given up. */
const CODES = 5;

/** When a line is looked at after a pairing code was shown, in seconds: not while the code is good, for looking may replace it. */
const PAIRING_LOOK = 160;

/** How often a line is looked at while it is being linked, when nothing says how long its code lives; seconds. */
const LOOK_EVERY = 20;

/**
 * Starts linking a phone, or looks how the line is: the state, with a QR code when one is to be scanned, is stored in the
 * inbox. A code that expires is replaced by a job (contract, inboxes §2).
 *
 * @throws not_found, forbidden, refused in the provider's words or when there is nothing to link
 */
export async function setupChannelProvider(
  ctx: AccountContext,
  input: { id: number; method?: "qr" | "pairing_code" | undefined },
): Promise<void> {
  await requireVisibleInbox(ctx, input.id);
  const inbox = await readConnectedInbox(ctx, input.id);
  if (!inbox) throw notFound(`inbox ${input.id}`);
  if (input.method === "pairing_code") return askForPairingCode(ctx, inbox);
  if (announcesItsLine(inbox)) return askChannel(ctx, inbox, () => announceLine(ctx, inbox));
  if (!inbox.channel.actions.connection) throw refused("Channel does not support setup");
  await askChannel(ctx, inbox, () => refreshState(ctx, inbox));
}

/** A code for the phone whose number the inbox has. The line is looked at until somebody has typed it. */
async function askForPairingCode(ctx: AccountContext, inbox: ConnectedInbox): Promise<void> {
  const { pairingCode } = inbox.channel.actions;
  const phone = inbox.settings.phone_number;
  if (!pairingCode || typeof phone !== "string") throw refused("Channel does not support pairing codes");
  const code = await askChannel(ctx, inbox, () => pairingCode(phone, inbox.settings));
  await transaction(ctx, async (tx) => {
    await recordPairingCode(tx, inbox.id, code);
    const payload = { account_id: tx.accountId, inbox_id: inbox.id, codes_left: CODES };
    const runAt = new Date(Date.now() + (code.expiresInSeconds ?? PAIRING_LOOK) * 1000);
    tx.enqueue(refreshConnectionJob, payload, { runAt, key: `refresh_connection:${inbox.id}` });
  });
}

/**
 * Unlinks the phone (contract, inboxes §2).
 *
 * @throws not_found, refused in the provider's words or when the channel has no link
 */
export async function disconnectChannelProvider(ctx: AccountContext, input: { id: number }): Promise<void> {
  const inbox = await getConnectedInbox(ctx, input.id);
  const { logout } = inbox.channel.actions;
  if (!logout) throw refused("Channel does not support disconnect");
  await askChannel(ctx, inbox, () => logout(inbox.settings));
  await transaction(ctx, (tx) => recordConnection(tx, inbox.id, { state: "closed" }));
}

/** Asks for the state of the line and stores it; while a code is shown, the next look is queued. */
export async function refreshState(ctx: AccountContext, inbox: ConnectedInbox, codesLeft = CODES): Promise<void> {
  const reported = await inbox.channel.actions.connection?.(inbox.settings);
  if (!reported) return;
  const isWaiting = reported.state === "qr" || reported.state === "connecting";
  const isGivenUp = isWaiting && codesLeft === 0;
  await transaction(ctx, async (tx) => {
    await recordConnection(
      tx,
      inbox.id,
      isGivenUp ? { state: "closed", error: "The code was not scanned in time" } : reported,
    );
    if (!isWaiting || isGivenUp) return;
    const payload = { account_id: tx.accountId, inbox_id: inbox.id, codes_left: codesLeft - 1 };
    tx.enqueue(refreshConnectionJob, payload, { runAt: nextLook(reported), key: `refresh_connection:${inbox.id}` });
  });
}

/**
 * The job's part: looks again, unless the provider's webhook has told meanwhile that the phone is linked.
 *
 * @throws when the provider could not be asked; the job then tries again
 */
export async function refreshConnection(of: { accountId: number; inboxId: number; codesLeft: number }): Promise<void> {
  const ctx = systemContext(of.accountId, "refresh_connection");
  const inbox = await readConnectedInbox(ctx, of.inboxId);
  if (!inbox || !["qr", "connecting"].includes(inbox.row.connection.state)) return;
  if (announcesItsLine(inbox)) return lookAtSilentLine(ctx, inbox);
  try {
    await refreshState(ctx, inbox, of.codesLeft);
  } catch (error) {
    if (!isChannelError(error)) throw error;
    await recordInboxActivity(ctx, inbox.id, { error: error.message });
    throw error;
  }
}

/** When the code has expired. */
function nextLook({ expiresInSeconds: given }: ConnectionState): Date {
  const lifetime = typeof given === "object" ? given.later : given;
  const seconds = Math.min(Math.max(lifetime ?? LOOK_EVERY, 5), 120);
  return new Date(Date.now() + seconds * 1000);
}
