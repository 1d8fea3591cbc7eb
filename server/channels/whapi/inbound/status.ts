import type { InboundEvent } from "../../channel.ts";
import { asRecord, type Json, own } from "../../json-fields.ts";
import { readAddress, readPerson } from "./address.ts";
import { asList, asText, asTime } from "./json-fields.ts";

const known: Record<string, "sent" | "delivered" | "read" | "failed" | "pending" | "deleted"> = {
  pending: "pending",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "read",
  failed: "failed",
  deleted: "deleted",
};

/** The provider's word in ours; a played voice message was read. */
export function readStatus(value: unknown): (typeof known)[string] | undefined {
  const word = asText(value)?.toLowerCase();
  return word && Object.hasOwn(known, word) ? known[word] : undefined;
}

/**
 * One element of `statuses`. The numeric `code` is not described by the provider and is not read. A `read` may also name
 * a message of the customer that was opened on our phone.
 */
export function normaliseStatus(element: unknown, what: string): InboundEvent[] {
  const status = asRecord(element);
  if (!status) return [{ type: "unusable", what, reason: "is not an object" }];
  const messageId = asText(own(status, "id"));
  if (!messageId) return [{ type: "unusable", what, reason: "has no id" }];
  const state = readStatus(own(status, "status"));
  const at = asTime(own(status, "timestamp"));
  if (!state)
    return [
      {
        type: "unusable",
        what,
        reason: `has an unknown status: ${asText(own(status, "status"))?.slice(0, 50) ?? "none"}`,
      },
    ];
  if (state === "pending") return [{ type: "ignored", what: "status pending" }];
  if (state === "deleted") return [{ type: "delete", messageId, at }];
  const error = state === "failed" ? readErrors(own(status, "errors")) : undefined;
  return [
    ...readReceipt(status, { messageId, state, at }),
    error === undefined
      ? { type: "status", messageId, status: state, at }
      : { type: "status", messageId, status: state, at, error },
  ];
}

/** In groups the provider names who got or read the message, one element for each. */
function readReceipt(
  status: Json,
  { messageId, state, at }: { messageId: string; state: string; at: number | null },
): InboundEvent[] {
  if (state !== "delivered" && state !== "read") return [];
  const reader = readPerson([own(status, "viewer_id")]);
  if (!reader || readAddress(own(status, "recipient_id"))?.type !== "group") return [];
  return [{ type: "receipt", messageId, reader, status: state, at }];
}

/** The provider's words of an `errors` list, joined; undefined when it says nothing. */
export function readErrors(value: unknown): string | undefined {
  const words = (asList(value) ?? []).flatMap((element) => {
    const error = asRecord(element) ?? {};
    return asText(own(error, "message")) ?? asText(own(error, "details")) ?? [];
  });
  return words.join("; ").slice(0, 1000) || undefined;
}
