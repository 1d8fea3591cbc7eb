import type { InboundEvent } from "../../channel.ts";
import { asRecord, type Json, own } from "../../json-fields.ts";
import { readContent } from "./content.ts";
import { asText, asTime } from "./json-fields.ts";
import { normaliseMessage } from "./message.ts";
import { pollResults } from "./poll-results.ts";
import { readStatus } from "./status.ts";

/**
 * One element of `messages_updates`: the message before and after, and often the action that changed it. The words in
 * `changes` are not described by the provider, so the two versions are compared.
 */
export function normaliseMessageUpdate(element: unknown, what: string): InboundEvent[] {
  const update = asRecord(element);
  if (!update) return [{ type: "unusable", what, reason: "is not an object" }];
  const before = asRecord(own(update, "before_update")) ?? {};
  const after = asRecord(own(update, "after_update"));
  const trigger = asRecord(own(update, "trigger"));
  const messageId = asText(own(update, "id")) ?? asText(own(after ?? {}, "id"));
  if (!messageId) return [{ type: "unusable", what, reason: "has no id" }];
  const at = trigger ? asTime(own(trigger, "timestamp")) : null;
  const compared = after ? compare({ messageId, before, after, at }) : [];
  const caused = trigger ? fromTrigger(trigger, messageId, what) : [];
  // What the comparison found is the whole truth of its kind (totals instead of one vote, the text as it now is).
  const events = [...compared, ...caused.filter((event) => !compared.some(({ type }) => type === event.type))];
  if (events.length > 0) return events;
  return after || trigger
    ? [{ type: "ignored", what: "message update" }]
    : [{ type: "unusable", what, reason: "has neither trigger nor after_update" }];
}

/** The action behind an update names its target itself; when it does not, the updated message is meant. */
function fromTrigger(trigger: Json, messageId: string, what: string): InboundEvent[] {
  const action = asRecord(own(trigger, "action"));
  if (!action) return [];
  const target = asText(own(action, "target")) ?? messageId;
  const events = normaliseMessage({ ...trigger, type: "action", action: { ...action, target } }, `${what}.trigger`);
  return events.filter(({ type }) => type !== "unusable" && type !== "ignored");
}

interface Versions {
  messageId: string;
  before: Json;
  after: Json;
  at: number | null;
}

function compare({ messageId, before, after, at }: Versions): InboundEvent[] {
  const events: InboundEvent[] = [];
  const text = textOf(after);
  if (text !== undefined && text !== textOf(before)) events.push({ type: "edit", messageId, text, at });
  const poll = asRecord(own(after, "poll"));
  const results = poll ? pollResults(poll) : [];
  if (
    results.length > 0 &&
    JSON.stringify(results) !== JSON.stringify(pollResults(asRecord(own(before, "poll")) ?? {}))
  )
    events.push({ type: "poll_vote", messageId, results, at });
  const status = readStatus(own(after, "status"));
  if (status && status !== readStatus(own(before, "status"))) {
    if (status === "deleted") events.push({ type: "delete", messageId, at });
    else if (status !== "pending") events.push({ type: "status", messageId, status, at });
  }
  return events;
}

function textOf(message: Json): string | undefined {
  const type = asText(own(message, "type"));
  return (type && readContent(type, message)?.text) || undefined;
}
