import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { deliverWebhookJob } from "./jobs.ts";
import { conversationPayload, messagePayload, type Surroundings } from "./payloads.ts";

interface Delivery {
  event_id: number;
  target: string;
  event: string;
  message_id: number | null;
  url: string;
  payload: Record<string, unknown>;
}

/**
 * An API inbox delivers through its webhook: its integrator hears every event of the inbox (contract, realtime §8). One row for each
 * call; the unique key (event, target, name) makes a repeat harmless.
 */
export const sendToApiInboxes: Subscriber = {
  name: "api_inbox_webhooks",
  handles: [
    "message.created",
    "message.updated",
    "conversation.created",
    "conversation.updated",
    "conversation.status_changed",
  ],
  async consume(events, tx) {
    const addressed = events.filter((event) => webhookUrl(event) !== null);
    if (addressed.length === 0) return;
    const around = await surroundings(tx, addressed);
    const deliveries = addressed.flatMap((event) => toDelivery(event, around));
    if (deliveries.length === 0) return;
    const rows = await tx.sql<{ id: number }[]>`
      insert into webhook_deliveries (account_id, event_id, target, event, message_id, url, payload)
      select ${tx.accountId}, r.*
      from jsonb_to_recordset(${JSON.stringify(deliveries)}::text::jsonb)
        as r (event_id bigint, target text, event text, message_id bigint, url text, payload jsonb)
      on conflict do nothing
      returning id`;
    for (const { id } of rows) tx.enqueue(deliverWebhookJob, { account_id: tx.accountId, delivery_id: id });
  },
};

/** Only channels that listen to a webhook have this setting. */
function webhookUrl(event: LoadedEvent): string | null {
  const url = (event.resource as ConversationResource | null)?.row.inbox.settings.webhook_url;
  return typeof url === "string" && url !== "" ? url : null;
}

async function surroundings(tx: Tx, events: LoadedEvent[]): Promise<Map<number, Surroundings>> {
  const inboxIds = events.map((event) => (event.resource as ConversationResource).row.inboxId);
  const rows = await tx.sql<(Surroundings & { inboxId: number })[]>`
    select i.id as "inboxId", i.name as "inboxName", a.name as "accountName"
    from inboxes i join accounts a on a.id = i.account_id
    where i.account_id = ${tx.accountId} and i.id = any(${inboxIds}::bigint[])`;
  return new Map(rows.map((row) => [row.inboxId, row]));
}

const names = {
  "message.created": "message_created",
  "message.updated": "message_updated",
  "conversation.created": "conversation_created",
  "conversation.updated": "conversation_updated",
  "conversation.status_changed": "conversation_status_changed",
} as const;

function toDelivery(event: LoadedEvent, around: Map<number, Surroundings>): Delivery[] {
  const resource = event.resource as ConversationResource;
  const place = around.get(resource.row.inboxId);
  const name = names[event.type as keyof typeof names];
  if (!place || !name) return [];
  const common = {
    event_id: event.id,
    target: `inbox:${resource.row.inboxId}`,
    event: name,
    url: webhookUrl(event) as string,
  };
  if (event.type === "message.created" || event.type === "message.updated") {
    const { message } = resource;
    // Activity lines are not announced as new messages.
    if (!message || message.messageType === 2) return [];
    return [{ ...common, message_id: message.id, payload: messagePayload(name, { ...resource, message }, place) }];
  }
  const changed = "changed" in event.data ? (event.data.changed ?? null) : null;
  return [{ ...common, message_id: null, payload: conversationPayload(name, resource, changed) }];
}
