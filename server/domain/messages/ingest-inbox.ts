import type { Channel } from "../../channels/channel.ts";
import { systemContext } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { findIngestInbox } from "../inboxes/find-ingest-inbox.ts";
import { recordInboxActivity } from "../inboxes/record-inbox-activity.ts";
import { applyInboundEvents } from "./apply-inbound-events.ts";
import {
  type ClaimedEvent,
  claimInboundEvents,
  finishInboundEvents,
  hasPendingInboundEvents,
  isLastTry,
} from "./inbound-events.ts";
import { ingestOneByOne } from "./ingest-one-by-one.ts";
import { ingestTransaction } from "./ingest-transaction.ts";
import { normaliseBody } from "./normalise-body.ts";
import { tellProviderEvents } from "./tell-provider-events.ts";

/** What ingest knows of an inbox. */
export interface IngestInbox {
  id: number;
  accountId: number;
  channel: Channel;
  rules: { inboxId: number; lockToSingleConversation: boolean; hasActiveBot: boolean };
  /** False: messages of groups are not stored, only that something was written. */
  areGroupsOn: boolean;
  /** Somebody wants to hear all that the provider posts. */
  isListenedTo: boolean;
}

/**
 * Applies what providers posted to one inbox, in the order of arrival, until nothing is left. One worker at a time per inbox: who finds
 * the inbox taken ends at once, because its holder looks again after letting go. Many bodies share a transaction.
 *
 * @param at  ids from the job
 */
export async function ingestInbox(at: { accountId: number; inboxId: number }): Promise<void> {
  const underWay = inboxesUnderWay();
  const place = `${at.accountId}:${at.inboxId}`;
  // Every webhook brings a job, and most of them would only learn from the database that another one is at it.
  if (underWay.has(place)) return void underWay.set(place, "again");
  try {
    do {
      underWay.set(place, "once");
      await drain(at);
    } while (underWay.get(place) === "again");
  } finally {
    underWay.delete(place);
  }
}

/** What this process is ingesting, by account and inbox; `again` when a job came meanwhile. */
function inboxesUnderWay(): Map<string, unknown> {
  const { caches } = runtime();
  const known = caches.get("ingest-under-way");
  if (known) return known;
  const fresh = new Map<string, unknown>();
  caches.set("ingest-under-way", fresh);
  return fresh;
}

async function drain(at: { accountId: number; inboxId: number }): Promise<void> {
  const ctx = systemContext(at.accountId, "ingest");
  const inbox = await findIngestInbox(ctx, at.inboxId);
  if (!inbox) return;
  do {
    const outcome = await ingestBatch(inbox);
    if (outcome === "taken") return;
    if (outcome === "heard") await recordInboxActivity(ctx, at.inboxId, { inbound: true });
  } while (await hasPendingInboundEvents(ctx, at.inboxId));
}

/** `heard`: there was more in it than news of the line itself. */
async function ingestBatch(inbox: IngestInbox): Promise<"taken" | "heard" | "done"> {
  const ctx = systemContext(inbox.accountId, "ingest");
  let claimed: ClaimedEvent[] | null = [];
  try {
    return await ingestTransaction(ctx, async (tx) => {
      claimed = await claimInboundEvents(tx, inbox.id);
      if (claimed === null) return "taken";
      return claimed.length > 0 ? applyClaimed(tx, inbox, claimed) : "done";
    });
  } catch (error) {
    if (!claimed?.length) throw error;
    // Something in this batch breaks the others' transaction: find it, and let the good ones through.
    runtime().log.warn({ inboxId: inbox.id, bodies: claimed.length, err: error }, "ingesting one by one");
    await ingestOneByOne(inbox, claimed);
    return "heard";
  }
}

/** What says nothing of anybody but the line. */
const ofTheLine = new Set(["connection", "line_notice", "ignored", "unusable"]);

async function applyClaimed(tx: Tx, inbox: IngestInbox, claimed: ClaimedEvent[]): Promise<"heard" | "done"> {
  const elements = claimed.flatMap((event) =>
    normaliseBody(inbox.channel, event).map((element) => ({
      element,
      receivedAt: event.receivedAt,
      inboundEventId: event.id,
      isLastTry: isLastTry(event),
    })),
  );
  const problems = await applyInboundEvents(tx, inbox, elements);
  await finishInboundEvents(tx, inbox, claimed, problems);
  tellProviderEvents(tx, inbox, claimed);
  for (const event of claimed) {
    runtime().metrics.ingestLatency.observe(
      { channel: inbox.channel.key },
      (Date.now() - event.receivedAt.getTime()) / 1000,
    );
  }
  return elements.every(({ element }) => ofTheLine.has(element.type)) ? "done" : "heard";
}
