import type { InboundEvent } from "../../channel.ts";
import { asRecord, type Json, own } from "../../json-fields.ts";
import { readChat } from "./address.ts";

const states: Record<string, "on" | "off" | "recording"> = {
  composing: "on",
  recording: "recording",
  paused: "off",
  available: "off",
  unavailable: "off",
};

/** `presence.update`: in a group several people at once; the chat is typing when one of them is. */
export function normalisePresence(data: Json, what: string): InboundEvent[] {
  const chat = readChat(own(data, "id"), own(data, "jidAlt"));
  const presences = asRecord(own(data, "presences"));
  if (!chat || !presences) return [{ type: "unusable", what, reason: chat ? "has no presences" : "has no id" }];
  const found = Object.values(presences).flatMap((presence) => {
    const known = own(asRecord(presence), "lastKnownPresence");
    return typeof known === "string" && Object.hasOwn(states, known) ? (states[known] ?? []) : [];
  });
  const state = found.find((one) => one !== "off") ?? found[0];
  return state ? [{ type: "typing", chat, state }] : [{ type: "ignored", what: "presence" }];
}
