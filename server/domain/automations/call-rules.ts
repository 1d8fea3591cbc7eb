import type { Tx } from "../../platform/database/transaction.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import type { RuleEvent } from "./contract.ts";
import { runRulesJob } from "./jobs.ts";
import { isCausedByRule } from "./loop-guard.ts";

/** Calls the rules of the account for what people and customers did (contract, settings §11). */
export const callRules: Subscriber = {
  name: "automation_rules",
  handles: ["conversation.created", "conversation.updated", "message.created"],
  async consume(events, tx) {
    const calls = events.filter((event) => !isCausedByRule(event.actor)).flatMap(toCall);
    if (calls.length === 0) return;
    const awaited = await awaitedEvents(tx);
    for (const call of calls) {
      if (call.event_names.some((name) => awaited.has(name)))
        tx.enqueue(runRulesJob, { account_id: tx.accountId, ...call });
    }
  },
};

interface Call {
  event_id: number;
  event_names: RuleEvent[];
  conversation_id: number;
  message_id: number | null;
  changed: Changed;
}

function toCall(event: LoadedEvent): Call[] {
  const resource = event.resource as ConversationResource | null;
  if (!resource) return [];
  const call = { event_id: event.id, conversation_id: resource.row.id, message_id: null, changed: {} };
  switch (event.type) {
    case "conversation.created":
      return [{ ...call, event_names: ["conversation_created"] }];
    case "conversation.updated":
      return [{ ...call, event_names: updateNames(event.data.changed), changed: event.data.changed }];
    case "message.created":
      // Lines of the thread and answers of the product are no messages of anybody.
      return resource.message && resource.message.messageType < 2
        ? [{ ...call, event_names: ["message_created"], message_id: resource.message.id }]
        : [];
    default:
      return [];
  }
}

function updateNames(changed: Changed): RuleEvent[] {
  const status = changed.status?.[1];
  if (status === "open") return ["conversation_updated", "conversation_opened"];
  return status === "resolved" ? ["conversation_updated", "conversation_resolved"] : ["conversation_updated"];
}

async function awaitedEvents(tx: Tx): Promise<Set<string>> {
  const rows = await tx.sql<{ name: string }[]>`
    select distinct event_name as name from automation_rules where account_id = ${tx.accountId} and active`;
  return new Set(rows.map(({ name }) => name));
}
