import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import { runtime } from "../../platform/runtime.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { type NewDelivery, writeDeliveries } from "../webhooks/write-deliveries.ts";
import { roomSettings } from "./apps.ts";
import { openSettings } from "./hook-settings.ts";
import { findHooks, type HookRow } from "./queries.ts";
import { roomText } from "./room-text.ts";

/** Posts to a connected chat room what it asked for. The calls are delivered, tried again and listed like those of webhooks. */
export const announceToRooms: Subscriber = {
  name: "chat_rooms",
  handles: ["conversation.created", "conversation.status_changed", "message.created"],
  async consume(events, tx) {
    const hooks = (await findHooks(tx, { appId: "slack" })).filter((hook) => hook.enabled);
    if (hooks.length === 0) return;
    const deliveries = hooks.flatMap((hook) => events.flatMap((event) => deliveriesFor(hook, event)));
    await writeDeliveries(tx, deliveries, await pausedTargets(tx, hooks));
  },
};

async function pausedTargets(tx: Tx, hooks: HookRow[]): Promise<Set<string>> {
  const rows = await tx.sql<{ target: string }[]>`
    select target from webhook_endpoints
    where account_id = ${tx.accountId} and paused_at is not null and target = any(${hooks.map(targetOf)}::text[])`;
  return new Set(rows.map(({ target }) => target));
}

const targetOf = (hook: HookRow): string => `hook:${hook.id}`;

function deliveriesFor(hook: HookRow, event: LoadedEvent): NewDelivery[] {
  const resource = event.resource as ConversationResource | null;
  if (!resource || (hook.inboxId !== null && hook.inboxId !== resource.row.inboxId)) return [];
  const name = nameOf(event, resource);
  const { events, webhook_url } = roomSettings.parse(openSettings(hook));
  if (!name || !events.includes(name)) return [];
  const link = `${runtime().config.appUrl}/app/accounts/${hook.accountId}/conversations/${resource.row.displayId}`;
  return [
    {
      event_id: event.id,
      target: targetOf(hook),
      event: name,
      message_id: resource.message?.id ?? null,
      conversation_id: resource.row.id,
      // The whole address is as good as a password; the delivery looks it up.
      url: new URL(webhook_url).origin,
      payload: { text: roomText(name, resource, link), unfurl_links: false },
    },
  ];
}

type RoomEvent = "conversation_created" | "conversation_resolved" | "message_incoming" | "message_outgoing";

function nameOf(event: LoadedEvent, { message }: ConversationResource): RoomEvent | null {
  if (event.type === "conversation.created") return "conversation_created";
  if (event.type === "conversation.status_changed")
    return event.data.changed.status?.[1] === "resolved" ? "conversation_resolved" : null;
  if (!message || message.private) return null;
  if (message.messageType === 0) return "message_incoming";
  return message.messageType === 1 ? "message_outgoing" : null;
}
