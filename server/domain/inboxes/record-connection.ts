import { and, eq, sql } from "drizzle-orm";
import { type InboxConnection, inboxes } from "#db/schema/inboxes.ts";
import type { ConnectionState } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** How long a QR code is good when the provider does not say, in seconds. */
const QR_SECONDS = 45;
/** How long WhatsApp takes a pairing code when the provider does not say, in seconds. */
const PAIRING_SECONDS = 160;

/**
 * Stores the state of the line. The same report again changes nothing, and one from before a take-over is out of date; a new
 * one is announced, so that the set-up panel and the health card follow without asking.
 *
 * @returns whether something changed
 */
export function recordConnection(tx: Tx, inboxId: number, reported: ConnectionState): Promise<boolean> {
  return change(tx, inboxId, (stored) => {
    if (reported.epoch !== undefined && (stored.epoch ?? 0) > reported.epoch) return null;
    if (isSame(stored, reported)) return null;
    const now = Date.now();
    const epoch = reported.epoch ?? stored.epoch;
    return {
      state: reported.state,
      ...(reported.error && { error: reported.error.slice(0, 1000) }),
      ...(reported.state === "qr" &&
        reported.qr && {
          qr: reported.qr,
          qrExpiresAt: new Date(now + lifetime(stored, reported) * 1000).toISOString(),
        }),
      ...(reported.state === "qr" && pairing(stored)),
      ...(stored.notice && { notice: stored.notice }),
      ...(epoch !== undefined && { epoch }),
      changedAt: stored.state === reported.state ? stored.changedAt : new Date(now).toISOString(),
    };
  });
}

/**
 * The line is about to be started. One that is open, or shows a code that is still good, stays as it is: what the provider says next
 * may be here before our question has ended.
 */
export function recordConnecting(tx: Tx, inboxId: number): Promise<boolean> {
  return change(tx, inboxId, ({ state, qrExpiresAt, notice, epoch }) => {
    const now = Date.now();
    if (state === "open" || (state === "qr" && Date.parse(qrExpiresAt ?? "") > now)) return null;
    const kept = { ...(notice && { notice }), ...(epoch !== undefined && { epoch }) };
    return { state: "connecting", ...kept, changedAt: new Date(now).toISOString() };
  });
}

/** A limit of a line that works otherwise, or (null) its end. @returns whether something changed */
export function recordLineNotice(tx: Tx, inboxId: number, notice: string | null): Promise<boolean> {
  return change(tx, inboxId, ({ notice: known, ...stored }) => {
    const text = notice?.slice(0, 1000);
    return (known ?? null) === (text ?? null) ? null : { ...stored, ...(text && { notice: text }) };
  });
}

/** A code to type on the phone; it is shown beside the QR code until one of the two was used or both are gone. */
export function recordPairingCode(
  tx: Tx,
  inboxId: number,
  { code, expiresInSeconds }: { code: string; expiresInSeconds?: number },
): Promise<boolean> {
  const expires = new Date(Date.now() + (expiresInSeconds ?? PAIRING_SECONDS) * 1000).toISOString();
  return change(tx, inboxId, (stored) => ({
    ...stored,
    ...(stored.state !== "qr" && { state: "qr" as const, changedAt: new Date().toISOString() }),
    pairingCode: code,
    pairingCodeExpiresAt: expires,
  }));
}

async function change(
  tx: Tx,
  inboxId: number,
  next: (stored: InboxConnection) => InboxConnection | null,
): Promise<boolean> {
  const here = and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, inboxId));
  const [row] = await tx.db.select({ connection: inboxes.connection }).from(inboxes).where(here).for("no key update");
  const connection = row && next(row.connection);
  if (!row || !connection) return false;
  await tx.db
    .update(inboxes)
    .set({ connection, revision: sql`${inboxes.revision} + 1`, updatedAt: new Date() })
    .where(here);
  tx.emit("inbox.updated", {
    inbox_id: inboxId,
    changed: { connection_state: [row.connection.state, connection.state] },
  });
  return true;
}

/** Seconds that the reported code lives; one that replaces another is a later one of its series. */
function lifetime(stored: InboxConnection, { expiresInSeconds }: ConnectionState): number {
  if (typeof expiresInSeconds !== "object") return expiresInSeconds ?? QR_SECONDS;
  return stored.state === "qr" ? expiresInSeconds.later : expiresInSeconds.first;
}

const pairing = ({ pairingCode, pairingCodeExpiresAt }: InboxConnection) =>
  pairingCode && { pairingCode, pairingCodeExpiresAt };

const isSame = (stored: InboxConnection, reported: ConnectionState): boolean =>
  stored.state === reported.state &&
  (stored.error ?? "") === (reported.error?.slice(0, 1000) ?? "") &&
  (reported.epoch ?? stored.epoch) === stored.epoch &&
  (reported.state !== "qr" || (stored.qr ?? "") === (reported.qr ?? ""));
