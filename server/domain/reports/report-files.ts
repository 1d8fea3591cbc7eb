import { Temporal } from "temporal-polyfill";
import { getChannel } from "../../channels/registry.ts";
import { parameterMissing } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import type { Download } from "../../platform/http/download.ts";
import { accountLocale } from "../accounts/account-locale.ts";
import { listAgents } from "../accounts/list-agents.ts";
import { csvLine } from "../contacts/write-csv.ts";
import { zoneOfOffset } from "./buckets.ts";
import type { agentsFile as operation } from "./contract/files.ts";
import type { EntitySums } from "./contract.ts";
import { agentSummary, inboxSummary, labelSummary, teamSummary } from "./entity-summaries.ts";
import { durationText, type FileWords, fileWords } from "./file-words.ts";
import { reportSummary } from "./summary.ts";

type Asked = Input<typeof operation>;

/** Metrics of every agent (contract, reports §3). @throws forbidden, parameter_missing */
export async function agentsFile(ctx: AccountContext, input: Asked): Promise<Download> {
  const sums = await agentSummary(ctx, requireRange(input));
  const names = new Map((await listAgents(ctx)).map(({ id, name }) => [id, name]));
  return file(ctx, input, (words) => ({
    name: "agents_report",
    head: words.agents,
    lines: sums.map((row) => [names.get(row.id) ?? "", ...inOrder(row, words)]),
  }));
}

/** Metrics of every inbox. @throws as `agentsFile` */
export async function inboxesFile(ctx: AccountContext, input: Asked): Promise<Download> {
  const sums = await inboxSummary(ctx, requireRange(input));
  const rows = await statements(ctx)<{ id: number; name: string; channel: string }[]>`
    select id, name, channel from inboxes where account_id = ${ctx.accountId} and deleted_at is null`;
  const inboxes = new Map(rows.map((row) => [row.id, row]));
  return file(ctx, input, (words) => ({
    name: "inboxes_report",
    head: words.inboxes,
    lines: sums.flatMap((row) => {
      const inbox = inboxes.get(row.id);
      return inbox ? [[inbox.name, getChannel(inbox.channel).type, ...inOrder(row, words)]] : [];
    }),
  }));
}

/** Metrics of every label. @throws as `agentsFile` */
export async function labelsFile(ctx: AccountContext, input: Asked): Promise<Download> {
  const sums = await labelSummary(ctx, requireRange(input));
  return file(ctx, input, (words) => ({
    name: "labels_report",
    head: words.labels,
    lines: sums.map((row) => [row.name, ...inOrder(row, words)]),
  }));
}

/** Metrics of every team. @throws as `agentsFile` */
export async function teamsFile(ctx: AccountContext, input: Asked): Promise<Download> {
  const sums = await teamSummary(ctx, requireRange(input));
  const rows = await statements(ctx)<{ id: number; name: string }[]>`
    select id, name from teams where account_id = ${ctx.accountId}`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return file(ctx, input, (words) => ({
    name: "teams_report",
    head: words.teams,
    lines: sums.map((row) => [names.get(row.id) ?? "", ...inOrder(row, words)]),
  }));
}

/** Metrics of the whole account, in one line. @throws as `agentsFile` */
export async function conversationsSummaryFile(ctx: AccountContext, input: Asked): Promise<Download> {
  const sums = await reportSummary(ctx, { ...requireRange(input), type: "account" });
  return file(ctx, input, (words) => ({
    name: "conversations_summary_report",
    head: words.summary,
    lines: [
      [
        sums.conversations_count,
        sums.incoming_messages_count,
        sums.outgoing_messages_count,
        durationText(sums.avg_first_response_time, words),
        durationText(sums.avg_resolution_time, words),
        sums.resolutions_count,
        durationText(sums.reply_time, words),
      ],
    ],
  }));
}

function requireRange(input: Asked): Asked & { since: number; until: number } {
  const { since, until } = input;
  if (since === undefined) throw parameterMissing("since");
  if (until === undefined) throw parameterMissing("until");
  return { ...input, since, until };
}

const inOrder = (row: EntitySums, words: FileWords): unknown[] => [
  row.conversations_count,
  durationText(row.avg_first_response_time, words),
  durationText(row.avg_resolution_time, words),
  durationText(row.avg_reply_time, words),
  row.resolved_conversations_count,
];

async function file(
  ctx: AccountContext,
  input: Asked,
  table: (words: FileWords) => { name: string; head: string[]; lines: unknown[][] },
): Promise<Download> {
  const words = fileWords(await accountLocale(ctx));
  const { name, head, lines } = table(words);
  const zone = zoneOfOffset(input.timezone_offset, new Date());
  const period = csvLine([words.period(dayIn(zone, input.since), dayIn(zone, input.until))]);
  return { fileName: `${name}.csv`, text: [period, "\r\n", ...[head, ...lines].map(csvLine)].join("") };
}

/** Days are those of the zone that was asked for, else UTC. */
const dayIn = (zone: string, seconds = 0): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.trunc(seconds) * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
