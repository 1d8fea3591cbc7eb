import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { conversationCard } from "../realtime/conversation-card.ts";
import { loadConversationResource } from "../realtime/load-resources.ts";
import { loadTargets } from "./load-targets.ts";
import { type NewDelivery, writeDeliveries } from "./write-deliveries.ts";

/** Tells webhooks that subscribed to it, and the API inbox, that somebody types (contract, realtime §6). */
export async function sendTypingToWebhooks(
  ctx: AccountContext,
  place: { id: number; inboxId: number },
  typing: { typist: Record<string, unknown>; state: "on" | "off"; isPrivate: boolean },
): Promise<void> {
  const event = `conversation_typing_${typing.state}`;
  const targets = await loadTargets(ctx, [place.inboxId]);
  const inboxUrl = targets.inboxes.get(place.inboxId)?.webhookUrl;
  const receivers = [
    ...targets.webhooks
      .filter(({ subscriptions }) => subscriptions.includes(event))
      .map(({ id, url }) => ({ target: `webhook:${id}`, url })),
    ...(inboxUrl ? [{ target: `inbox:${place.inboxId}`, url: inboxUrl }] : []),
    // Nobody wants to learn later that somebody typed.
  ].filter(({ target }) => !targets.paused.has(target));
  if (receivers.length === 0) return;
  await transaction(ctx, async (tx) => {
    const resource = await loadConversationResource(tx, place.id);
    if (!resource) return;
    const conversation = conversationCard(resource);
    const payload = { event, user: webhookUser(typing.typist), conversation, is_private: typing.isPrivate };
    const common = { event_id: null, event, message_id: null, conversation_id: place.id, payload };
    const deliveries: NewDelivery[] = receivers.map((receiver) => ({ ...common, ...receiver }));
    await writeDeliveries(tx, deliveries, targets.paused);
  });
}

/** People of the team by name and address only (contract, realtime §6 "Blocks"). */
const webhookUser = ({ id, name, email, type, ...rest }: Record<string, unknown>): Record<string, unknown> =>
  type === "user" ? { id, name, email, type } : { ...rest, id, name, type, ...(email !== undefined && { email }) };
