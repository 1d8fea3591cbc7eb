import type { Tx } from "../../platform/database/transaction.ts";
import type { ClaimedEvent } from "./inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";

/** Announces what a provider posted, once each, where somebody listens (contract, realtime §6 `provider_event_received`). */
export function tellProviderEvents(tx: Tx, inbox: IngestInbox, claimed: ClaimedEvent[]): void {
  if (!inbox.channel.webhook?.event || !inbox.isListenedTo) return;
  for (const { id, attempts } of claimed) {
    // Later attempts are ours: the provider posted it once.
    if (attempts === 0) tx.emit("provider_event.received", { inbox_id: inbox.id, inbound_event_id: id });
  }
}
