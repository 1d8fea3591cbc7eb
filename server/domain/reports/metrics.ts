/** What a metric counts. Sums and means are made of the same rows everywhere: time series, summaries, tables, roll-ups. */
export interface Metric {
  source: "conversations" | "messages" | "events";
  /** Of messages: their type; of events: their name. */
  of?: number | string;
  /** `mean`: of the seconds of its events. */
  shows: "count" | "mean";
}

/**
 * Every metric by its name on the wire (contract, reports §2). What holds for all of them:
 *
 * - A range is half-open: `since ≤ t < until`. Days, weeks and hours are those of the zone that is asked for; weeks begin on Sunday.
 * - Conversations and messages count when they were created; events when what they tell of was over (`event_end_time`), so that a job
 *   that runs late moves nothing into the next day.
 * - Events are frozen: who answered or resolved stays who did, whoever has the conversation now. Conversations, and labels and teams of
 *   everything, count as they stand now.
 * - Business hours change the seconds, never the counts: only those seconds count in which the inbox was open, in its own zone. An inbox
 *   without working hours has none, which makes 0.
 * - Means are over events, in seconds; without events there is none (null), and a time series shows 0 with count 0.
 */
export const metrics = {
  /** Conversations that began. An agent's are those assigned to them now. */
  conversations_count: { source: "conversations", shows: "count" },
  /** Messages from customers. Agents send none of those: 0 for an agent. */
  incoming_messages_count: { source: "messages", of: 0, shows: "count" },
  /** Messages of the team, of bots and of rules, private notes too. An agent's are those they sent themselves. */
  outgoing_messages_count: { source: "messages", of: 1, shows: "count" },
  /** Changes to resolved. A conversation that was opened again and resolved again counts twice. */
  resolutions_count: { source: "events", of: "conversation_resolved", shows: "count" },
  /** Resolutions in inboxes with a bot in which no person ever answered. */
  bot_resolutions_count: { source: "events", of: "conversation_bot_resolved", shows: "count" },
  /** Conversations that a bot gave to people: at most one for each conversation, so events and conversations are the same number. */
  bot_handoffs_count: { source: "events", of: "conversation_bot_handoff", shows: "count" },
  /**
   * From when people had the conversation (its beginning, the hand-off by the bot, or the last opening) to the first public message that
   * a person sent; bots, rules, campaigns and notes do not count. Once for each conversation, for whoever sent it.
   */
  avg_first_response_time: { source: "events", of: "first_response", shows: "mean" },
  /** From the beginning of the conversation to each resolution, for whoever had it then. */
  avg_resolution_time: { source: "events", of: "conversation_resolved", shows: "mean" },
  /** From the first unanswered message of the customer to the answer of a person, the first response left out. */
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
