import { z } from "zod";
import { flag, page, wireId, wireIdsIfAny } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const v2 = "/api/v2/accounts/{account_id}";
const v1 = "/api/v1/accounts/{account_id}";
const tag = "Reports";

/** Requests of one person a minute in this family (contract, reports §1). */
const PER_MINUTE = 100;

/** Unix seconds, as text or number. What is no number is refused. */
export const unixText = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  z.coerce.number("must be unix seconds").min(-8.64e12).max(8.64e12).optional(),
);

const range = { since: unixText, until: unixText };
export const businessHours = {
  business_hours: z.preprocess((value) => (value === "" ? undefined : value), flag.optional()),
};

export const reportTypes = ["account", "inbox", "agent", "label", "team"] as const;
export type ReportType = (typeof reportTypes)[number];

export const groupings = ["day", "week", "month", "year", "hour"] as const;
export type Grouping = (typeof groupings)[number];

const scope = { type: z.enum(reportTypes), id: wireId.optional() };
const zone = { timezone_offset: z.string().max(20).optional().catch(undefined) };

export const reportCommon = { method: "GET", tag, callers: ["administrator"], ratePerMinute: PER_MINUTE } as const;

const point = z.object({ value: z.number(), timestamp: z.number(), count: z.number().optional() });
export type ReportPoint = z.infer<typeof point>;

export const timeSeries = operation({
  ...reportCommon,
  id: "reports.time_series",
  path: `${v2}/reports`,
  summary: "A metric over time",
  query: z.object({
    metric: z.string().max(100),
    group_by: z.string().max(20).optional(),
    ...scope,
    ...range,
    ...businessHours,
    ...zone,
  }),
  /** An unknown metric gives `{}` (contract, reports §3). */
  response: z.union([z.array(point), z.object({})]),
});

const sums = {
  conversations_count: z.number(),
  incoming_messages_count: z.number(),
  outgoing_messages_count: z.number(),
  avg_first_response_time: z.number().nullable(),
  avg_resolution_time: z.number().nullable(),
  resolutions_count: z.number(),
  reply_time: z.number().nullable(),
};
const sumsObject = z.object(sums);
export type ReportSums = z.infer<typeof sumsObject>;

export const reportSummary = operation({
  ...reportCommon,
  id: "reports.summary",
  path: `${v2}/reports/summary`,
  summary: "All metrics of a stretch of time, and of the one before",
  query: z.object({ ...scope, ...range, ...businessHours, ...zone, group_by: z.string().optional() }),
  response: sumsObject.extend({ previous: sumsObject }),
});

const botSums = z.object({ bot_resolutions_count: z.number(), bot_handoffs_count: z.number() });

export const botSummary = operation({
  ...reportCommon,
  id: "reports.bot_summary",
  path: `${v2}/reports/bot_summary`,
  summary: "What bots ended and handed over, and in the stretch before",
  query: z.object({ ...scope, type: scope.type.default("account"), ...range, ...businessHours }),
  response: botSums.extend({ previous: botSums }),
});

export const botMetrics = operation({
  ...reportCommon,
  id: "reports.bot_metrics",
  path: `${v2}/reports/bot_metrics`,
  summary: "Conversations of inboxes with a bot, and how they went",
  query: z.object(range),
  response: z.object({
    conversation_count: z.number(),
    message_count: z.number(),
    resolution_rate: z.number(),
    handoff_rate: z.number(),
  }),
});

const live = z.object({ open: z.number(), unattended: z.number(), unassigned: z.number(), pending: z.number() });
const agentLive = z.object({
  id: z.number(),
  name: z.string(),
  email: z.string(),
  thumbnail: z.string(),
  availability: z.string(),
  metric: z.object({ open: z.number(), unattended: z.number() }),
});

export const conversationReport = operation({
  ...reportCommon,
  id: "reports.conversations",
  path: `${v2}/reports/conversations`,
  summary: "Open conversations now, of the account or by agent",
  query: z.object({ type: z.string().max(20).optional(), user_id: z.unknown().optional(), page }),
  response: z.union([live, z.array(agentLive)]),
});

export const inboxLabelMatrix = operation({
  ...reportCommon,
  id: "reports.inbox_label_matrix",
  path: `${v2}/reports/inbox_label_matrix`,
  summary: "Conversations by inbox and label",
  query: z.object({ ...range, inbox_ids: wireIdsIfAny, label_ids: wireIdsIfAny }),
  response: z.object({
    inboxes: z.array(z.object({ id: z.number(), name: z.string() })),
    labels: z.array(z.object({ id: z.number(), title: z.string() })),
    matrix: z.array(z.array(z.number())),
  }),
});

export const firstResponseDistribution = operation({
  ...reportCommon,
  id: "reports.first_response_time_distribution",
  path: `${v2}/reports/first_response_time_distribution`,
  summary: "How long first answers took, by channel",
  query: z.object(range),
  response: z.record(z.string(), z.record(z.string(), z.number())),
});

export const outgoingMessagesCount = operation({
  ...reportCommon,
  id: "reports.outgoing_messages_count",
  path: `${v2}/reports/outgoing_messages_count`,
  summary: "Messages sent, by agent, team, inbox or label",
  query: z.object({ ...range, group_by: z.string().max(20).optional() }),
  response: z.array(
    z.object({ id: z.number().nullable(), name: z.string().nullable(), outgoing_messages_count: z.number() }),
  ),
});

const entity = z.object({
  id: z.number(),
  conversations_count: z.number(),
  resolved_conversations_count: z.number(),
  avg_resolution_time: z.number().nullable(),
  avg_first_response_time: z.number().nullable(),
  avg_reply_time: z.number().nullable(),
});
export type EntitySums = z.infer<typeof entity>;

const summaryOf = (name: "agent" | "team" | "inbox") =>
  operation({
    ...reportCommon,
    id: `reports.summary_by_${name}`,
    path: `${v2}/summary_reports/${name}`,
    summary: `Metrics of every ${name}`,
    query: z.object({ ...range, ...businessHours }),
    response: z.array(entity),
  });
export const agentSummary = summaryOf("agent");
export const teamSummary = summaryOf("team");
export const inboxSummary = summaryOf("inbox");

export const labelSummary = operation({
  ...reportCommon,
  id: "reports.summary_by_label",
  path: `${v2}/summary_reports/label`,
  summary: "Metrics of every label",
  query: z.object({ ...range, ...businessHours }),
  response: z.array(entity.extend({ name: z.string() })),
});

const statusCounts = z.object({
  open: z.number(),
  resolved: z.number(),
  pending: z.number(),
  snoozed: z.number(),
  total: z.number(),
});

export const channelSummary = operation({
  ...reportCommon,
  id: "reports.summary_by_channel",
  path: `${v2}/summary_reports/channel`,
  summary: "Conversations of a stretch of time by channel and status",
  query: z.object({ ...range, ...businessHours }),
  response: z.record(z.string(), statusCounts),
});

export const liveMetrics = operation({
  ...reportCommon,
  id: "live_reports.conversation_metrics",
  path: `${v2}/live_reports/conversation_metrics`,
  summary: "Open and pending conversations now",
  query: z.object({ team_id: wireId.optional() }),
  response: live,
});

export const groupedLiveMetrics = operation({
  ...reportCommon,
  id: "live_reports.grouped_conversation_metrics",
  path: `${v2}/live_reports/grouped_conversation_metrics`,
  summary: "Open conversations now by team or agent",
  query: z.object({ group_by: z.string().max(20).optional() }),
  response: z.array(
    z.object({
      open: z.number(),
      unattended: z.number(),
      unassigned: z.number(),
      team_id: z.number().nullable().optional(),
      assignee_id: z.number().nullable().optional(),
    }),
  ),
});

const reportingEvent = z.object({
  id: z.number(),
  name: z.string(),
  value: z.number(),
  value_in_business_hours: z.number(),
  event_start_time: z.string(),
  event_end_time: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  account_id: z.number(),
  inbox_id: z.number().nullable(),
  user_id: z.number().nullable(),
  /** Of the database: the one place that shows it (contract, reports §7). */
  conversation_id: z.number().nullable(),
});
export type ReportingEvent = z.infer<typeof reportingEvent>;

export const listReportingEvents = operation({
  id: "reporting_events.list",
  method: "GET",
  path: `${v1}/reporting_events`,
  summary: "What reports are made of, newest first",
  tag,
  callers: ["administrator"],
  query: z.object({
    page,
    ...range,
    inbox_id: wireId.optional(),
    user_id: wireId.optional(),
    name: z.string().max(100).optional(),
  }),
  response: z.object({
    payload: z.array(reportingEvent),
    meta: z.object({ count: z.number(), current_page: z.number(), total_pages: z.number() }),
  }),
});

export const conversationReportingEvents = operation({
  id: "reporting_events.of_conversation",
  method: "GET",
  path: `${v1}/conversations/{conversation_id}/reporting_events`,
  summary: "What reports know of one conversation, oldest first",
  tag,
  callers: ["user"],
  params: z.object({ conversation_id: wireId }),
  response: z.array(reportingEvent),
});
