import type { SendReceipt } from "../../channels/channel.ts";
import { type ChannelError, isChannelError } from "../../channels/channel-error.ts";
import { systemContext } from "../../platform/context.ts";
import { giveWay } from "../../platform/jobs/people-first.ts";
import { runtime } from "../../platform/runtime.ts";
import { groupSendingRefusal } from "../groups/sending-refusal.ts";
import { type ConnectedInbox, findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { recordInboxActivity } from "../inboxes/record-inbox-activity.ts";
import { type ClaimedMessage, claimNextMessage, type Lane } from "./claim-next-message.ts";
import { recordAccepted, recordFailure, recordPartSent } from "./delivery-results.ts";
import { outboundParts } from "./outbound-parts.ts";
import { windowRefusal } from "./window-refusal.ts";

/**
 * Sends what waits in a conversation, oldest first, until nothing is left or the next one must wait. Order comes from the rows:
 * one message at a time is at the provider, and a further job for the same conversation finds nothing and ends.
 *
 * @param lane  whose work it is; what is read and written for both is not mixed
 */
export async function deliverPending(
  at: { accountId: number; conversationId: number },
  lane: Lane = "people",
): Promise<void> {
  for (;;) {
    if (lane === "planned") await giveWay();
    const claimed = await claimNextMessage(at, lane);
    if (!claimed) return;
    const stop = await deliver(at.accountId, claimed);
    if (stop) return;
  }
}

/** @returns true when the following messages must wait, because this one is to be tried again */
async function deliver(accountId: number, claimed: ClaimedMessage): Promise<boolean> {
  const ctx = systemContext(accountId, "delivery");
  const inbox = await findConnectedInbox(ctx, claimed.inboxId);
  if (!inbox?.channel.send) {
    await recordFailure(ctx, claimed, { kind: "refused", message: "This inbox can no longer send messages" });
    return false;
  }
  const refusal = claimed.isGroup
    ? await groupSendingRefusal(ctx, inbox, claimed.conversationId)
    : await windowRefusal(ctx, inbox, claimed);
  if (refusal !== null) {
    await recordFailure(ctx, claimed, {
      kind: "refused",
      ...(typeof refusal === "string" ? { message: refusal } : refusal),
    });
    return false;
  }
  const started = performance.now();
  const observe = (outcome: string) =>
    runtime().metrics.deliveryLatency.observe(
      { channel: inbox.channel.key, outcome },
      (performance.now() - started) / 1000,
    );
  try {
    const receipt = await sendParts(accountId, claimed, inbox);
    await recordAccepted(ctx, claimed, receipt);
    observe("sent");
    await recordInboxActivity(ctx, inbox.id, { outbound: true });
    return false;
  } catch (error) {
    const failure = asFailure(error);
    observe(failure.kind);
    if (failure.kind !== "refused")
      runtime().log.info({ messageId: claimed.id, kind: failure.kind, err: error }, "delivery failed");
    const outcome = await recordFailure(ctx, claimed, failure, inbox.channel.capabilities(inbox.settings));
    await recordInboxActivity(ctx, inbox.id, { error: failure.message });
    return outcome === "again";
  }
}

/** A provider takes one file at a time: each part that it took is noted, so a retry goes on where it stopped. */
async function sendParts(accountId: number, claimed: ClaimedMessage, inbox: ConnectedInbox): Promise<SendReceipt> {
  const ctx = systemContext(accountId, "delivery");
  let first: SendReceipt | null = null;
  const parts = await outboundParts(ctx, claimed, inbox);
  for (const part of parts) {
    if (part.alreadySentAs) {
      first ??= { providerMessageId: part.alreadySentAs };
      continue;
    }
    const receipt = (await inbox.channel.send?.(part.message, inbox.settings)) as SendReceipt;
    first ??= receipt;
    if (parts.length > 1 || receipt.partIds)
      await recordPartSent(ctx, claimed, { attachmentId: part.attachmentId, receipt });
  }
  if (!first) throw new Error("A message without any part");
  return first;
}

type Failure = Pick<ChannelError, "kind" | "message"> & { code?: string; retryAfter?: number };

/** What is no error of the channel happened before anything left: try again later. */
function asFailure(error: unknown): Failure {
  if (isChannelError(error)) return error;
  return { kind: "temporary", message: error instanceof Error ? error.message : String(error) };
}
