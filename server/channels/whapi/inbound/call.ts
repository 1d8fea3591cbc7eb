import type { InboundEvent } from "../../channel.ts";
import { asFlag, asRecord, compact, own } from "../../json-fields.ts";
import { readAddress, readChat, readPerson } from "./address.ts";
import { asText, asTime } from "./json-fields.ts";

/**
 * One element of `calls`. A call is shown once it is over, as one line in the chat: missed, or answered on the phone.
 * While it rings the final state is still to come under the same id.
 */
export function normaliseCall(element: unknown, what: string): InboundEvent[] {
  const call = asRecord(element);
  if (!call) return [{ type: "unusable", what, reason: "is not an object" }];
  const id = asText(own(call, "id"));
  if (!id) return [{ type: "unusable", what, reason: "has no id" }];
  const status = asText(own(call, "status"));
  if (status === "initiated" || status === "ringing") return [{ type: "ignored", what: `call ${status}` }];
  if (status !== "missed" && status !== "canceled" && status !== "answered")
    return [{ type: "unusable", what, reason: `has an unknown status: ${status?.slice(0, 50) ?? "none"}` }];
  const from = own(call, "from");
  const chat = readChat(own(call, "chat_id")) ?? readChat(from);
  const sender = readPerson([from]) ?? (chat?.type === "individual" ? chat.person : undefined);
  if (!chat || !sender) return [{ type: "unusable", what, reason: "has no caller" }];
  const video = asFlag(own(call, "video_call")) ?? false;
  const outgoing = readChat(own(call, "chat_id"))?.type === "individual" && !isSame(own(call, "chat_id"), from);
  const extra = { call: compact({ status, video, group: asFlag(own(call, "group_call")) }) };
  const base = {
    type: "message" as const,
    id,
    chat,
    at: asTime(own(call, "timestamp")),
    text: sentence(status, video),
    attachments: [],
    extra,
  };
  return [outgoing ? { ...base, sender: null, origin: "phone" } : { ...base, sender, origin: "incoming" }];
}

/** A person's chat with somebody else as the caller: we called them. */
function isSame(one: unknown, other: unknown): boolean {
  if (other === undefined || other === null) return true;
  return JSON.stringify(readAddress(one)) === JSON.stringify(readAddress(other));
}

function sentence(status: "missed" | "canceled" | "answered", video: boolean): string {
  const kind = video ? "video call" : "voice call";
  return status === "answered" ? `${video ? "Video call" : "Voice call"} answered on the phone` : `Missed ${kind}`;
}
