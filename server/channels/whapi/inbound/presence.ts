import type { InboundEvent } from "../../channel.ts";
import { asRecord, own } from "../../json-fields.ts";
import { readChat } from "./address.ts";
import { asText } from "./json-fields.ts";

const states: Record<string, "on" | "off" | "recording"> = {
  typing: "on",
  recording: "recording",
  online: "off",
  offline: "off",
};

/** One element of `presences`: whoever is merely online has stopped typing. */
export function normalisePresence(element: unknown, what: string): InboundEvent[] {
  const presence = asRecord(element);
  if (!presence) return [{ type: "unusable", what, reason: "is not an object" }];
  const chat = readChat(own(presence, "contact_id"));
  if (!chat) return [{ type: "unusable", what, reason: "has no contact_id" }];
  const status = asText(own(presence, "status"));
  const state = status && Object.hasOwn(states, status) ? states[status] : undefined;
  return state
    ? [{ type: "typing", chat, state }]
    : [{ type: "ignored", what: `presence ${status?.slice(0, 50) ?? "without status"}` }];
}
