import { and, eq, sql } from "drizzle-orm";
import { type InboxConnection, inboxes } from "#db/schema/inboxes.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** What a channel reports about its line. */
export interface ReportedConnection {
  state: "connecting" | "qr" | "open" | "closed" | "error";
  qr?: string;
  expiresInSeconds?: number;
  error?: string;
}

/** How long a QR code is good when the provider does not say, in seconds. */
const QR_SECONDS = 45;

/**
 * Stores the state of the line. The same report again changes nothing; a new one is announced, so that the set-up panel and
 * the health card follow without asking.
 *
 * @returns whether something changed
 */
export async function recordConnection(tx: Tx, inboxId: number, reported: ReportedConnection): Promise<boolean> {
  const here = and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, inboxId));
  const [stored] = await tx.db.select({ connection: inboxes.connection }).from(inboxes).where(here);
  if (!stored || isSame(stored.connection, reported)) return false;
  const now = Date.now();
  const connection: InboxConnection = {
    state: reported.state,
    ...(reported.error && { error: reported.error.slice(0, 1000) }),
    ...(reported.state === "qr" &&
      reported.qr && {
        qr: reported.qr,
        qrExpiresAt: new Date(now + (reported.expiresInSeconds ?? QR_SECONDS) * 1000).toISOString(),
      }),
    changedAt: stored.connection.state === reported.state ? stored.connection.changedAt : new Date(now).toISOString(),
  };
  await tx.db
    .update(inboxes)
    .set({ connection, revision: sql`${inboxes.revision} + 1`, updatedAt: new Date() })
    .where(here);
  tx.emit("inbox.updated", {
    inbox_id: inboxId,
    changed: { connection_state: [stored.connection.state, reported.state] },
  });
  return true;
}

const isSame = (stored: InboxConnection, reported: ReportedConnection): boolean =>
  stored.state === reported.state &&
  (stored.error ?? "") === (reported.error?.slice(0, 1000) ?? "") &&
  (reported.state !== "qr" || (stored.qr ?? "") === (reported.qr ?? ""));
