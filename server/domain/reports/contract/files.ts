import { z } from "zod";
import { operation } from "../../../platform/contract/operation.ts";
import { businessHours, reportCommon, unixText } from "../contract.ts";

const base = "/api/v2/accounts/{account_id}/reports";

/** Both ends of the stretch of time are needed (contract, reports §3); the use case says which one is missing. */
const timezone = { timezone_offset: z.string().max(20).optional().catch(undefined) };
const query = z.object({ since: unixText, until: unixText, ...businessHours, ...timezone });

export const agentsFile = operation({
  ...reportCommon,
  id: "reports.agents_file",
  path: `${base}/agents`,
  summary: "Metrics of every agent, as a CSV file",
  query,
  isCsv: true,
});

export const inboxesFile = operation({
  ...reportCommon,
  id: "reports.inboxes_file",
  path: `${base}/inboxes`,
  summary: "Metrics of every inbox, as a CSV file",
  query,
  isCsv: true,
});

export const labelsFile = operation({
  ...reportCommon,
  id: "reports.labels_file",
  path: `${base}/labels`,
  summary: "Metrics of every label, as a CSV file",
  query,
  isCsv: true,
});

export const teamsFile = operation({
  ...reportCommon,
  id: "reports.teams_file",
  path: `${base}/teams`,
  summary: "Metrics of every team, as a CSV file",
  query,
  isCsv: true,
});

export const conversationsSummaryFile = operation({
  ...reportCommon,
  id: "reports.conversations_summary_file",
  path: `${base}/conversations_summary`,
  summary: "Metrics of the whole account, as a CSV file",
  query,
  isCsv: true,
});

export const trafficFile = operation({
  ...reportCommon,
  id: "reports.traffic_file",
  path: `${base}/conversation_traffic`,
  summary: "How many conversations began in which hour of which day, as a CSV file",
  query: z.object({
    ...timezone,
    days_before: z.coerce.number().int().min(0).max(366).catch(6).default(6),
  }),
  isCsv: true,
});
