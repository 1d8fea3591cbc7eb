import type { InboundEvent } from "../../channel.ts";
import { asRecord, type Json, own } from "../../json-fields.ts";
import { messageId } from "./address.ts";
import { readContent, unwrap } from "./content.ts";
import { asTime } from "./json-fields.ts";
import type { Envelope } from "./message.ts";

/** `protocolMessage`: something done to an earlier message. Kinds come as words, or as numbers of the protocol. */
export function normaliseProtocol(content: Json, { at }: Pick<Envelope, "at">, what: string): InboundEvent[] {
  const kind = own(content, "type") ?? 0;
  const target = messageId(own(asRecord(own(content, "key")), "id"));
  if (kind === "REVOKE" || kind === 0) {
    if (!target) return [{ type: "unusable", what, reason: "deletes no message" }];
    return [{ type: "delete", messageId: target, at }];
  }
  if (kind === "MESSAGE_EDIT" || kind === 14) {
    const text = editedText(own(content, "editedMessage"));
    if (!target || text === undefined)
      return [{ type: "unusable", what, reason: "is an edit without message or text" }];
    return [{ type: "edit", messageId: target, text, at: asTime(own(content, "timestampMs")) ?? at }];
  }
  if (typeof kind !== "string" && typeof kind !== "number")
    return [{ type: "unusable", what, reason: "is a protocol message of no kind" }];
  return [
    { type: "ignored", what: `protocol message ${String(kind).slice(0, 50).toWellFormed().replaceAll("\u0000", "")}` },
  ];
}

/** The text of a message as it is after an edit; a file without caption has an empty one. Undefined when there is none. */
export function editedText(value: unknown): string | undefined {
  const message = asRecord(value);
  const unwrapped = message && unwrap(message);
  const content = unwrapped && readContent(unwrapped, "edited");
  if (!content || content === "empty") return undefined;
  return content.text ?? (content.attachments.length > 0 ? "" : undefined);
}
