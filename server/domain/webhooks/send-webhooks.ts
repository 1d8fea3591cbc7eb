import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import type { Contact } from "../contacts/contract.ts";
import { getInboxRow } from "../inboxes/queries.ts";
import { serializeOneInbox } from "../inboxes/serialize.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { loadTargets, type Targets } from "./load-targets.ts";
import { changedAttributes, contactPayload, conversationPayload, messagePayload } from "./payloads.ts";
import { providerEventPayload } from "./provider-event-payload.ts";
import { widgetEventPayload } from "./widget-event-payload.ts";
import { type NewDelivery, writeDeliveries } from "./write-deliveries.ts";

/** Something to tell, and whom. */
interface Announcement {
  event: string;
  eventId: number;
  payload: Record<string, unknown>;
  to: ("account" | "inbox" | "bots")[];
  resource?: ConversationResource;
  messageId?: number;
}

/**
 * Tells webhooks of the account, API inboxes and bots what happened (contract, realtime §§5–8). An API inbox delivers through its
 * webhook: its integrator hears every event of the inbox.
 */
export const sendWebhooks: Subscriber = {
  name: "webhooks",
  handles: [
    "message.created",
    "message.updated",
    "conversation.created",
    "conversation.updated",
    "conversation.status_changed",
    "contact.created",
    "contact.updated",
    "inbox.created",
    "inbox.updated",
    "webwidget.triggered",
    "provider_event.received",
  ],
  async consume(events, tx) {
    const inboxIds = events.flatMap((event) => resourceOf(event)?.row.inboxId ?? []);
    const targets = await loadTargets(tx, [...new Set(inboxIds)]);
    const deliveries: NewDelivery[] = [];
    for (const event of events) {
      if (!isWanted(event, targets)) continue;
      for (const announcement of await announcementsOf(event, targets, tx))
        deliveries.push(...address(announcement, targets));
    }
    await writeDeliveries(tx, deliveries, targets.paused);
  },
};

const resourceOf = (event: LoadedEvent): ConversationResource | null =>
  "conversation_id" in event.data && event.data.conversation_id
    ? (event.resource as ConversationResource | null)
    : null;

/** Most accounts tell nobody: then no payload is made. */
function isWanted(event: LoadedEvent, targets: Targets): boolean {
  const row = resourceOf(event)?.row;
  if (targets.webhooks.length > 0) return true;
  return (
    row !== undefined && (Boolean(targets.inboxes.get(row.inboxId)?.webhookUrl) || botsOf(row, targets).length > 0)
  );
}

async function announcementsOf(event: LoadedEvent, targets: Targets, tx: Tx): Promise<Announcement[]> {
  const resource = resourceOf(event);
  switch (event.type) {
    case "message.created":
    case "message.updated":
      return resource ? describeMessage(event, resource, targets) : [];
    case "conversation.created":
    case "conversation.updated":
    case "conversation.status_changed":
      return resource ? describeConversation(event, resource) : [];
    case "contact.created":
    case "contact.updated":
      return describeContact(event, targets);
    case "inbox.created":
    case "inbox.updated":
      return describeInbox(event, tx);
    case "webwidget.triggered":
      return describeWidget(event, tx);
    case "provider_event.received": {
      const payload = await providerEventPayload(tx, event.data);
      return payload ? [{ event: "provider_event_received", eventId: event.id, payload, to: ["account"] }] : [];
    }
    default:
      return [];
  }
}

function describeMessage(
  event: Extract<LoadedEvent, { type: "message.created" | "message.updated" }>,
  resource: ConversationResource,
  targets: Targets,
): Announcement[] {
  const { message, row } = resource;
  // Activity lines are not announced.
  if (!message || message.messageType === 2) return [];
  const around = { accountName: targets.accountName, inboxName: targets.inboxes.get(row.inboxId)?.name ?? "" };
  const changed = event.type === "message.updated" ? event.data.changed : null;
  const payload = messagePayload({ ...resource, message }, around, changed);
  const common = { eventId: event.id, resource, payload, messageId: message.id };
  if (event.type === "message.updated")
    return [{ ...common, event: "message_updated", to: ["account", "inbox", "bots"] }];
  const direction = message.messageType === 0 ? "message_incoming" : "message_outgoing";
  return [
    { ...common, event: "message_created", to: ["account", "inbox", "bots"] },
    { ...common, event: direction, to: ["account"] },
  ];
}

const conversationNames = {
  "conversation.created": "conversation_created",
  "conversation.updated": "conversation_updated",
  "conversation.status_changed": "conversation_status_changed",
} as const;

function describeConversation(
  event: Extract<LoadedEvent, { type: keyof typeof conversationNames }>,
  resource: ConversationResource,
): Announcement[] {
  const changed = "changed" in event.data ? event.data.changed : null;
  const name = conversationNames[event.type];
  const payload = conversationPayload(resource, event.type === "conversation.created" ? undefined : changed);
  const told: Announcement[] = [{ event: name, eventId: event.id, resource, payload, to: ["account", "inbox"] }];
  const status = event.type === "conversation.status_changed" ? changed?.status?.[1] : undefined;
  if (status === "open" || status === "resolved") {
    const botEvent = status === "open" ? "conversation_opened" : "conversation_resolved";
    told.push({ event: botEvent, eventId: event.id, resource, payload, to: ["bots"] });
  }
  return told;
}

function describeContact(
  event: Extract<LoadedEvent, { type: "contact.created" | "contact.updated" }>,
  targets: Targets,
): Announcement[] {
  const contact = event.resource as Contact | null;
  if (!contact) return [];
  const changed = event.type === "contact.updated" ? event.data.changed : undefined;
  if (event.type === "contact.updated" && (!changed || Object.keys(changed).length === 0)) return [];
  const payload = {
    ...contactPayload(contact, targets.accountName),
    ...(changed && { changed_attributes: changedAttributes(changed) }),
  };
  return [{ event: event.type.replace(".", "_"), eventId: event.id, payload, to: ["account"] }];
}

async function describeInbox(
  event: Extract<LoadedEvent, { type: "inbox.created" | "inbox.updated" }>,
  tx: Tx,
): Promise<Announcement[]> {
  const [known] = await tx.sql`
    select 1 from inboxes where account_id = ${tx.accountId} and id = ${event.data.inbox_id} and deleted_at is null`;
  if (!known) return [];
  // As agents see it: an address outside learns no settings.
  const inbox = await serializeOneInbox({ ...tx, role: "agent" }, await getInboxRow(tx, event.data.inbox_id));
  const changed = event.type === "inbox.updated" ? event.data.changed : undefined;
  const payload = { ...inbox, ...(changed && { changed_attributes: changedAttributes(changed) }) };
  return [{ event: event.type.replace(".", "_"), eventId: event.id, payload, to: ["account"] }];
}

async function describeWidget(
  event: Extract<LoadedEvent, { type: "webwidget.triggered" }>,
  tx: Tx,
): Promise<Announcement[]> {
  const told = await widgetEventPayload(tx, event.data);
  if (!told) return [];
  const { payload, resource } = told;
  const to: Announcement["to"] = ["account", "bots"];
  return [{ event: "webwidget_triggered", eventId: event.id, payload, to, ...(resource && { resource }) }];
}

function address(announcement: Announcement, targets: Targets): NewDelivery[] {
  const { event, eventId, payload, resource, messageId, to } = announcement;
  const common = {
    event_id: eventId,
    event,
    message_id: messageId ?? null,
    conversation_id: resource?.row.id ?? null,
    payload: { ...payload, event },
  };
  const receivers: { target: string; url: string }[] = [];
  if (to.includes("account")) {
    for (const webhook of targets.webhooks) {
      if (isSubscribed(webhook, announcement)) receivers.push({ target: `webhook:${webhook.id}`, url: webhook.url });
    }
  }
  const row = resource?.row;
  const inboxUrl = row && targets.inboxes.get(row.inboxId)?.webhookUrl;
  if (row && inboxUrl && to.includes("inbox")) receivers.push({ target: `inbox:${row.inboxId}`, url: inboxUrl });
  if (row && to.includes("bots")) {
    for (const { id, url } of botsOf(row, targets)) receivers.push({ target: `agent_bot:${id}`, url });
  }
  return receivers.map((receiver) => ({ ...common, ...receiver }));
}

/** Conversation payloads have no `inbox`, so they pass every filter by inbox (contract, realtime §5). */
function isSubscribed(webhook: Targets["webhooks"][number], { event, payload }: Announcement): boolean {
  if (!webhook.subscriptions.includes(event)) return false;
  const inboxId = (payload.inbox as { id?: number } | undefined)?.id;
  return webhook.inboxId === null || inboxId === undefined || inboxId === webhook.inboxId;
}

/** The bot of the inbox and the one that has the conversation; both when they differ (contract, realtime §7). */
function botsOf(row: ConversationResource["row"], targets: Targets): { id: number; url: string }[] {
  const ofInbox = targets.bots.get(row.inboxId);
  const assigned = row.bot?.outgoingUrl ? { id: row.bot.id, url: row.bot.outgoingUrl } : undefined;
  const bots = [ofInbox, assigned].filter((bot) => bot !== undefined);
  return [...new Map(bots.map((bot) => [bot.id, bot])).values()];
}
