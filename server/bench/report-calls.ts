import { agentSummary, inboxSummary, labelSummary, teamSummary } from "../domain/reports/entity-summaries.ts";
import { reportSummary } from "../domain/reports/summary.ts";
import { timeSeries } from "../domain/reports/time-series.ts";
import { adminOf, type ScreenCall } from "./screen-call.ts";

const YEAR = 365 * 86_400;

/** The year up to now, another second each time. */
const year = (turn: number) => {
  const until = Math.floor(Date.now() / 1000) - (turn % 60);
  return { since: until - YEAR, until };
};

/** Reports of a year over everything an account has; each must be there within a second. */
export const reportCalls: ScreenCall[] = [
  {
    name: "report, a year of incoming messages by day",
    mostMs: 1000,
    ask: (account, turn) =>
      timeSeries(adminOf(account), {
        metric: "incoming_messages_count",
        type: "account",
        group_by: "day",
        timezone_offset: "-3",
        ...year(turn),
      }),
  },
  {
    name: "report, a year of one agent's reply times by month",
    mostMs: 1000,
    ask: (account, turn) =>
      timeSeries(adminOf(account), {
        metric: "reply_time",
        type: "agent",
        id: account.adminId,
        group_by: "month",
        ...year(turn),
      }),
  },
  {
    name: "report, a year of one label's resolutions by week",
    mostMs: 1000,
    ask: (account, turn) =>
      timeSeries(adminOf(account), {
        metric: "resolutions_count",
        type: "label",
        id: account.labelId,
        group_by: "week",
        ...year(turn),
      }),
  },
  {
    name: "report, a year of one team's outgoing messages by week",
    mostMs: 1000,
    ask: (account, turn) =>
      timeSeries(adminOf(account), {
        metric: "outgoing_messages_count",
        type: "team",
        id: account.teamId,
        group_by: "week",
        ...year(turn),
      }),
  },
  {
    name: "report, summary of a year and of the one before",
    mostMs: 1000,
    ask: (account, turn) => reportSummary(adminOf(account), { type: "account", ...year(turn) }),
  },
  {
    name: "report, a year by agent",
    mostMs: 1000,
    ask: (account, turn) => agentSummary(adminOf(account), year(turn)),
  },
  {
    name: "report, a year by inbox",
    mostMs: 1000,
    ask: (account, turn) => inboxSummary(adminOf(account), year(turn)),
  },
  { name: "report, a year by team", mostMs: 1000, ask: (account, turn) => teamSummary(adminOf(account), year(turn)) },
  {
    name: "report, a year by label",
    mostMs: 1000,
    ask: (account, turn) => labelSummary(adminOf(account), year(turn)),
  },
];
