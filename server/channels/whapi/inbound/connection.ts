import type { ConnectionState, InboundEvent } from "../../channel.ts";
import { asRecord, compact, type Json, own } from "../../json-fields.ts";
import { asText } from "./json-fields.ts";
import { readErrors } from "./status.ts";

const states: Record<string, ConnectionState["state"]> = {
  AUTH: "open",
  QR: "qr",
  NOT_INIT: "connecting",
  INIT: "connecting",
  LAUNCH: "connecting",
  STOP: "closed",
  ERROR: "error",
  // Sending still works, reading fails until the phone is linked again.
  SYNC_ERROR: "error",
};

/** State of the line by the provider's word; a word nobody knows is an error that people get to see. */
export function readHealth(health: Json, errors?: unknown): ConnectionState {
  const status = asRecord(own(health, "status")) ?? {};
  const word = asText(own(status, "text")) ?? "unknown";
  const state = Object.hasOwn(states, word) ? (states[word] ?? "error") : "error";
  const error =
    state === "error" || state === "closed" ? (readErrors(errors) ?? `Channel state ${word.slice(0, 50)}`) : undefined;
  return compact({ state, error });
}

/** State of the line by the answer to a request for a QR code. The text of the code is preferred to its picture. */
export function readQr(qr: Json): ConnectionState {
  const status = asText(own(qr, "status"));
  const code = asText(own(qr, "rowdata")) ?? asText(own(qr, "base64"));
  if (status === "OK" && code) return { state: "qr", qr: code };
  if (status === "WAITING" || status === "OK") return { state: "connecting" };
  if (status === "TIMEOUT") return { state: "closed", error: "The QR code was not scanned in time" };
  return { state: "error", error: "The QR code could not be made" };
}

/** Member `health` of a body. */
export function normaliseHealth(value: unknown, body: Json): InboundEvent[] {
  const health = asRecord(value);
  if (!health) return [{ type: "unusable", what: "health", reason: "is not an object" }];
  return [{ type: "connection", ...readHealth(health, own(body, "errors")) }];
}

/** Member `qr` of a body. */
export function normaliseQr(value: unknown): InboundEvent[] {
  const qr = asRecord(value);
  return qr ? [{ type: "connection", ...readQr(qr) }] : [{ type: "unusable", what: "qr", reason: "is not an object" }];
}

/** Member `user` of a body: our own account logged in (post) or out (delete). The method stands in either of two members. */
export function normaliseUser(value: unknown, body: Json): InboundEvent[] {
  if (!asRecord(value)) return [{ type: "unusable", what: "user", reason: "is not an object" }];
  const event = asRecord(own(body, "event")) ?? {};
  const method = asText(own(event, "method")) ?? asText(own(event, "event"));
  if (method === "delete") return [{ type: "connection", state: "closed", error: "Logged out" }];
  if (method === "post") return [{ type: "connection", state: "open" }];
  return [{ type: "ignored", what: "user" }];
}
