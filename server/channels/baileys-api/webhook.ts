import { createHash, timingSafeEqual } from "node:crypto";
import type { Channel, InboundEvent } from "../channel.ts";
import { asRecord, own } from "../json-fields.ts";
import { detachMedia } from "./inbound/detach-media.ts";
import { asText } from "./inbound/json-fields.ts";
import { normaliseEvent } from "./inbound/normalise-event.ts";
import { updatedIds } from "./inbound/receipts.ts";

const TOKEN = "webhookVerifyToken";

/** Bodies may carry files: the gateway itself takes as much (64 MiB of JSON). */
const MAX_BYTES = 64 * 1024 * 1024;

/** What the gateway posts. There is neither signature nor header: the secret stands in the body. */
export const webhook: NonNullable<Channel["webhook"]> = {
  headers: () => ({}),
  secretField: TOKEN,
  maxBytes: MAX_BYTES,
  verify(request, settings, secret) {
    const chosen = asText(own(settings as Record<string, unknown>, "webhook_verify_token")) ?? secret;
    return isSame(own(parse(request.body), TOKEN), chosen);
  },
  repeatKey,
  normalise,
  // The gateway repeats these until they are answered well, and asks not to do so for messages that are not known yet.
  mustKnow: (body) =>
    own(asRecord(body), "event") === "messages.update" ? updatedIds(own(asRecord(body), "data")) : [],
  detachMedia,
  event(body) {
    const record = asRecord(body);
    return { name: asText(own(record, "event")) ?? "unknown", data: own(record, "data") ?? null };
  },
};

/** Compares digests, so that neither content nor length of the secret shows in the time it takes. */
function isSame(given: unknown, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return typeof given === "string" && secret !== "" && timingSafeEqual(digest(given), digest(secret));
}

function parse(body: Buffer): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(body.toString("utf8")));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Events that end the same however often they are applied. */
const repeatable = new Set<InboundEvent["type"]>(["message", "status", "receipt", "edit", "delete", "reaction"]);

/** The same bytes twice are a repeat when all they hold is named by ids. Typing, line and group changes may come back. */
function repeatKey(body: unknown, raw: Buffer): string | null {
  const events = normalise(body);
  const isRepeatable = events.length > 0 && events.every(({ type }) => repeatable.has(type));
  return isRepeatable ? createHash("sha256").update(raw).digest("hex") : null;
}

function normalise(body: unknown): InboundEvent[] {
  const record = asRecord(body);
  if (!record) return [{ type: "unusable", what: "body", reason: "is not an object" }];
  return normaliseEvent(record);
}
