import type { RawRequest } from "../../channels/channel.ts";
import { channelsPostedTo } from "../../channels/registry.ts";
import { runtime } from "../../platform/runtime.ts";
import { findWebhookInbox } from "../inboxes/find-webhook-inbox.ts";
import { bodyToStore } from "./body-to-store.ts";
import { knowsMessages } from "./knows-messages.ts";
import { storeInboundEvent } from "./store-inbound-events.ts";
import { maxWebhookBytes } from "./webhook-limits.ts";

export interface WebhookAnswer {
  status: number;
  body: string;
}

/**
 * Takes what a provider posted to `/webhooks/<channel>/<identifier>`. The 200 is a promise: the raw bytes are committed
 * and their ingestion is queued. Unknown inboxes get a 200 too, because providers switch off addresses that refuse.
 *
 * @returns 200 stored (or nobody's) · 400 no JSON · 401 signature · 404 no such channel, or a message that this is about is not
 *   known yet: stored, and to be repeated · 413 too large · 503 come back
 */
export async function receiveWebhook(request: RawRequest): Promise<WebhookAnswer> {
  const [name = "", identifier = ""] = request.key;
  if (channelsPostedTo(name).length === 0) return { status: 404, body: "" };
  if (request.body.byteLength > maxWebhookBytes(request.key)) return { status: 413, body: "" };
  const inbox = await findWebhookInbox(name, identifier);
  const { metrics } = runtime();
  if (!inbox) {
    metrics.unknownInbox.inc({ channel: name });
    return { status: 200, body: "" };
  }
  const { webhook, channelKey } = inbox;
  if (!webhook.verify(request, inbox.settings, inbox.webhookSecret)) {
    metrics.webhooks.inc({ channel: channelKey, outcome: "refused" });
    return { status: 401, body: "" };
  }
  const text = decodeUtf8(request.body);
  const parsed = text === null ? undefined : parseJson(text);
  if (text === null || parsed === undefined) return { status: 400, body: "" };
  const dedupeKey = webhook.repeatKey(parsed.value, request.body);
  const body = await bodyToStore({ webhook, inbox, parsed: parsed.value, text, dedupeKey });
  const { accountId, inboxId } = inbox;
  const stored = body === null || (await storeInboundEvent({ accountId, inboxId, dedupeKey, body }));
  if (!stored) return { status: 503, body: "" };
  metrics.webhooks.inc({ channel: channelKey, outcome: "stored" });
  const needed = webhook.mustKnow?.(parsed.value) ?? [];
  return (await knowsMessages(inbox, needed)) ? { status: 200, body: "" } : { status: 404, body: "" };
}

function decodeUtf8(bytes: Buffer): string | null {
  const text = bytes.toString("utf8");
  // U+FFFD appears when bytes were not UTF-8; NUL cannot be stored as text, and is no JSON outside an escape.
  if (text.includes("\0")) return null;
  return text.includes("\uFFFD") && !bytes.equals(Buffer.from(text, "utf8")) ? null : text;
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
