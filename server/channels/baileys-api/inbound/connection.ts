import type { ConnectionState, InboundEvent } from "../../channel.ts";
import { asFlag, compact, type Json, own } from "../../json-fields.ts";
import { asCount, asText, member } from "./json-fields.ts";

/** Seconds that a code lives: the first of a series and those that follow it. */
const QR_LIFETIME = { first: 60, later: 20 };

/** What the gateway gives up over, in words for people. */
const errors: Record<string, string> = {
  wrong_phone_number: "The code was scanned with another number. Link the phone of this inbox's number.",
  reconnect_loop_detected: "The line broke down again and again, and the gateway stopped trying. Connect again.",
};

/** Reasons of `close` that are final; with any other the gateway connects again by itself. */
const finalReasons: Record<number, ConnectionState> = {
  401: { state: "closed", error: "The phone has logged this device out. Link it again." },
  403: { state: "error", error: "WhatsApp has banned this number or refuses to serve it (403)." },
  408: { state: "closed", error: "The code was not scanned in time" },
};

/** `connection.update`. Several of its members come alone; those that say nothing about the line are of no consequence. */
export function normaliseConnection(data: Json, what: string): InboundEvent[] {
  const state = readState(data);
  const notice = readTimeLock(own(data, "reachoutTimeLock"));
  if (state === "unknown") return [...notice, { type: "unusable", what, reason: "has an unknown connection" }];
  const epoch = asCount(own(data, "epoch"));
  const events: InboundEvent[] = state
    ? [compact({ type: "connection" as const, ...state, epoch }), ...notice]
    : notice;
  return events.length > 0 ? events : [{ type: "ignored", what: "connection flags" }];
}

function readState(data: Json): ConnectionState | "unknown" | null {
  const error = asText(own(data, "error"));
  if (error)
    return {
      state: "error",
      error: Object.hasOwn(errors, error) ? errors[error] : error.slice(0, 500),
    } as ConnectionState;
  const word = own(data, "connection");
  const code = readQr(data);
  if (code && word !== "open" && word !== "close") return { state: "qr", qr: code, expiresInSeconds: QR_LIFETIME };
  switch (word) {
    case undefined:
    case null:
      return null;
    case "connecting":
    case "reconnecting":
      return { state: "connecting" };
    case "open":
      return { state: "open" };
    case "close":
      return readClose(data);
    default:
      return "unknown";
  }
}

/** The picture is preferred: the text of the code is a key and stays away from browsers when it can. */
function readQr(data: Json): string | undefined {
  const picture = asText(own(data, "qrDataUrl"));
  if (picture && /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/.test(picture)) return picture;
  const text = asText(own(data, "qr"));
  return text && text.length <= 2000 ? text : undefined;
}

function readClose(data: Json): ConnectionState {
  const output = member(member(member(data, "lastDisconnect"), "error"), "output");
  const reason = asCount(own(output, "statusCode"));
  if (reason !== undefined && Object.hasOwn(finalReasons, reason)) return finalReasons[reason] as ConnectionState;
  const words = asText(own(member(output, "payload"), "message"))?.slice(0, 500);
  return compact({ state: "connecting" as const, error: words });
}

/** The account may not start new chats for a while. */
function readTimeLock(value: unknown): Extract<InboundEvent, { type: "line_notice" }>[] {
  if (typeof value !== "object" || value === null) return [];
  const lock = value as Json;
  if (asFlag(own(lock, "isActive")) !== true) return [{ type: "line_notice", notice: null }];
  const ends = Date.parse(asText(own(lock, "timeEnforcementEnds")) ?? "");
  const until = Number.isFinite(ends)
    ? ` until ${new Date(ends).toISOString().slice(0, 16).replace("T", " ")} UTC`
    : "";
  return [{ type: "line_notice", notice: `WhatsApp does not let this number start new chats${until}.` }];
}
