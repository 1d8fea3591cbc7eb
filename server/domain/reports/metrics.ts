/** What a metric counts. Sums and means are made of the same rows everywhere: time series, summaries, tables, roll-ups. */
export interface Metric {
  source: "conversations" | "messages" | "events";
  /** Of messages: their type; of events: their name. */
  of?: number | string;
  /** `mean`: of the seconds of its events. */
  shows: "count" | "mean";
}

/** Every metric by its name on the wire (contract, reports §2). */
export const metrics = {
  conversations_count: { source: "conversations", shows: "count" },
  incoming_messages_count: { source: "messages", of: 0, shows: "count" },
  outgoing_messages_count: { source: "messages", of: 1, shows: "count" },
  resolutions_count: { source: "events", of: "conversation_resolved", shows: "count" },
  bot_resolutions_count: { source: "events", of: "conversation_bot_resolved", shows: "count" },
  bot_handoffs_count: { source: "events", of: "conversation_bot_handoff", shows: "count" },
  avg_first_response_time: { source: "events", of: "first_response", shows: "mean" },
  avg_resolution_time: { source: "events", of: "conversation_resolved", shows: "mean" },
  reply_time: { source: "events", of: "reply_time", shows: "mean" },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;

export const findMetric = (name: string): Metric | null =>
  Object.hasOwn(metrics, name) ? metrics[name as MetricName] : null;

/** Under which name a metric's hours are summed up; means and counts of the same events share them. */
export function rollupName({ source, of }: Metric): string {
  if (source === "conversations") return "conversations";
  return source === "messages" ? (of === 0 ? "incoming_messages" : "outgoing_messages") : String(of);
}
