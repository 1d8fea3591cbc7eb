import type { InboundEvent } from "../../channels/channel.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { applyInboundEvents } from "./apply-inbound-events.ts";
import {
  type ClaimedEvent,
  finishInboundEvents,
  type InboundProblem,
  isLastTry,
  lockInboxForIngest,
} from "./inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { ingestTransaction } from "./ingest-transaction.ts";
import { normaliseBody } from "./normalise-body.ts";
import { tellProviderEvents } from "./tell-provider-events.ts";

/**
 * The careful path after a batch failed: each element in a transaction of its own, in order. What fails is written to its body's row
 * with the reason; everything else is applied. Elements applied twice by a crash in between change nothing.
 */
export async function ingestOneByOne(inbox: IngestInbox, events: ClaimedEvent[]): Promise<void> {
  const ctx = systemContext(inbox.accountId, "ingest");
  for (const event of events) {
    const problems: InboundProblem[] = [];
    for (const element of normaliseBody(inbox.channel, event)) {
      problems.push(...(await applyElement(inbox, event, element)));
    }
    await transaction(ctx, async (tx) => {
      await lockInboxForIngest(tx, inbox.id);
      await finishInboundEvents(tx, inbox, [event], problems);
      tellProviderEvents(tx, inbox, [event]);
    });
  }
}

async function applyElement(inbox: IngestInbox, event: ClaimedEvent, element: InboundEvent): Promise<InboundProblem[]> {
  const ctx = systemContext(inbox.accountId, "ingest");
  try {
    return await ingestTransaction(ctx, async (tx) => {
      await lockInboxForIngest(tx, inbox.id);
      return applyInboundEvents(tx, inbox, [
        { element, receivedAt: event.receivedAt, inboundEventId: event.id, isLastTry: isLastTry(event) },
      ]);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ inboundEventId: event.id, kind: "unusable", reason: `${element.type}: ${reason}` }];
  }
}
