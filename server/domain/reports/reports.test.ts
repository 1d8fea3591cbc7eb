import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedConversation,
  seedMessage,
  seedTwoAccounts,
} from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { dispatchEvents } from "#server/platform/events/dispatch-events.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as assignments from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/assignments/route.ts";
import * as labels from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/labels/route.ts";
import * as eventsOfOne from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/reporting_events/route.ts";
import * as accountLabels from "../../../app/api/v1/accounts/[account_id]/labels/route.ts";
import * as events from "../../../app/api/v1/accounts/[account_id]/reporting_events/route.ts";
import * as liveNow from "../../../app/api/v2/accounts/[account_id]/live_reports/conversation_metrics/route.ts";
import * as liveGroups from "../../../app/api/v2/accounts/[account_id]/live_reports/grouped_conversation_metrics/route.ts";
import * as botMetrics from "../../../app/api/v2/accounts/[account_id]/reports/bot_metrics/route.ts";
import * as botSummary from "../../../app/api/v2/accounts/[account_id]/reports/bot_summary/route.ts";
import * as conversations from "../../../app/api/v2/accounts/[account_id]/reports/conversations/route.ts";
import * as distribution from "../../../app/api/v2/accounts/[account_id]/reports/first_response_time_distribution/route.ts";
import * as matrix from "../../../app/api/v2/accounts/[account_id]/reports/inbox_label_matrix/route.ts";
import * as outgoing from "../../../app/api/v2/accounts/[account_id]/reports/outgoing_messages_count/route.ts";
import * as series from "../../../app/api/v2/accounts/[account_id]/reports/route.ts";
import * as summary from "../../../app/api/v2/accounts/[account_id]/reports/summary/route.ts";
import * as byAgent from "../../../app/api/v2/accounts/[account_id]/summary_reports/agent/route.ts";
import * as byChannel from "../../../app/api/v2/accounts/[account_id]/summary_reports/channel/route.ts";
import * as byInbox from "../../../app/api/v2/accounts/[account_id]/summary_reports/inbox/route.ts";
import * as byLabel from "../../../app/api/v2/accounts/[account_id]/summary_reports/label/route.ts";
import * as byTeam from "../../../app/api/v2/accounts/[account_id]/summary_reports/team/route.ts";
import type { ReportPoint } from "./contract.ts";
import { noteForReports } from "./note-for-reports.ts";
import { recordReporting } from "./record-reporting.ts";
import { recountHours } from "./recount-hours.ts";
import { rollUp } from "./roll-up.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;
let labelId: number;
let teamId: number;
const noon = Date.parse("2026-03-02T12:00:00Z");
const hour = 3_600_000;
const at = (hours: number) => new Date(noon + hours * hour);
const seconds = (hours: number) => String((noon + hours * hour) / 1000);

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account, { createdAt: at(0), assigneeId: account.inside.id, labels: ["vip"] });
  [{ id: labelId }] = await runtime().sql`
    insert into labels (account_id, title) values (${account.id}, 'vip') returning id::int`;
  [{ id: teamId }] = await runtime().sql`
    insert into teams (account_id, name) values (${account.id}, 'sales') returning id::int`;
});

const ask = (query: string, token = account.admin.token) => ({
  params: { account_id: account.id },
  token,
  query: `?${query}`,
});
const range = (from: number, to: number) => `since=${seconds(from)}&until=${seconds(to)}`;

/** What the subscriber of reports wants done after the last changes. */
async function jobsDone(): Promise<void> {
  await dispatchEvents({ subscribers: [noteForReports], loaders: {} });
  for (const job of await takeJobs<{ account_id: number; conversation_ids?: number[]; label_id?: number }>(
    "recount_hours",
  ))
    await recountHours({
      accountId: job.account_id,
      conversationIds: job.conversation_ids ?? [],
      labelId: job.label_id ?? null,
    });
}

let eventId = 1000;
const record = (what: "opened" | "resolved" | "replied" | "handed_off", hours: number, more: object = {}) =>
  recordReporting({
    accountId: account.id,
    eventId: eventId++,
    conversationId: conversation.id,
    what,
    at: at(hours),
    waitingSince: null,
    isFirst: false,
    ...more,
  });

const message = (hours: number, more: object = {}) =>
  seedMessage(account.id, conversation, { createdAt: at(hours), ...more });
const sent = (hours: number) => message(hours, { messageType: 1, senderType: "User", senderId: account.inside.id });

describe("what is counted", () => {
  test("first answer, later answers, resolutions, reopenings: as the contract defines them, once per event", async () => {
    const { id: reply } = await sent(1);
    await record("replied", 1, { messageId: reply, isFirst: true });
    const { id: later } = await sent(5);
    const fact = { messageId: later, waitingSince: at(3) };
    await record("replied", 5, { ...fact, eventId: 7 });
    await record("replied", 5, { ...fact, eventId: 7 });
    await record("resolved", 6);
    await record("opened", 8);
    await record("resolved", 10);
    const { body } = await call(eventsOfOne.GET, {
      params: { account_id: account.id, conversation_id: conversation.displayId },
      token: account.inside.token,
    });
    expect(body.map(({ name, value, user_id }) => [name, value / 3600, user_id])).toEqual([
      ["first_response", 1, account.inside.id],
      ["reply_time", 2, account.inside.id],
      ["conversation_resolved", 6, account.inside.id],
      ["conversation_opened", 2, account.inside.id],
      ["conversation_resolved", 10, account.inside.id],
    ]);
    const list = await call(events.GET, ask("name=conversation_resolved&page=1"));
    expect(list.body).toMatchObject({ meta: { count: 2, current_page: 1, total_pages: 1 } });
    expect(list.body.payload.map(({ value }) => value)).toEqual([36_000, 21_600]);
  });
});

describe("over time", () => {
  beforeEach(async () => {
    await message(0.5);
    await message(0.6);
    await message(26);
    await sent(1);
    await record("resolved", 4);
    await record("resolved", 28);
  });

  const ofMetric = async (metric: string, more = "") =>
    (await call(series.GET, ask(`metric=${metric}&type=account&${range(-12, 60)}${more}`))).body as ReportPoint[];

  const everything = async () => {
    const answers: unknown[] = [];
    for (const metric of [
      "incoming_messages_count",
      "outgoing_messages_count",
      "resolutions_count",
      "avg_resolution_time",
      "conversations_count",
    ])
      for (const [type, zones] of [
        ["account", ["", "&timezone_offset=-3", "&timezone_offset=5.5"]],
        [`inbox&id=${conversation.inboxId}`, ["", "&timezone_offset=5.5"]],
        [`agent&id=${account.inside.id}`, ["&timezone_offset=-3"]],
        [`team&id=${teamId}`, ["&timezone_offset=-3"]],
        [`label&id=${labelId}`, ["&timezone_offset=-3"]],
      ] as const)
        for (const zone of zones)
          answers.push(
            (await call(series.GET, ask(`metric=${metric}&type=${type}&${range(-11.5, 59.25)}${zone}`))).body,
          );
    return answers;
  };

  test("every day has its bucket, means have their count", async () => {
    expect(await ofMetric("incoming_messages_count")).toEqual([
      { value: 2, timestamp: Date.parse("2026-03-02") / 1000 },
      { value: 1, timestamp: Date.parse("2026-03-03") / 1000 },
      { value: 0, timestamp: Date.parse("2026-03-04") / 1000 },
    ]);
    expect(await ofMetric("avg_resolution_time")).toMatchObject([
      { value: 4 * 3600, count: 1 },
      { value: 28 * 3600, count: 1 },
      { value: 0, count: 0 },
    ]);
  });

  test("the sums of the past say the same as counting, in every zone and for everybody, and late messages are added", async () => {
    const before = await everything();
    await rollUp();
    const [rolled] = await runtime()
      .sql`select count(*)::int as count from report_rollups where account_id = ${account.id}`;
    expect(rolled?.count).toBeGreaterThan(5);
    expect(await everything()).toEqual(before);
    await message(0.7);
    await runtime().sql`
      update report_rollup_states set dirty_hours = array[${at(0).toISOString()}::timestamptz] where account_id = ${account.id}`;
    await rollUp();
    expect((await ofMetric("incoming_messages_count"))[0]).toMatchObject({ value: 3 });
  });

  test("the sums of a team and of a label follow the conversation that gets or loses them, before and after they are made again", async () => {
    const params = { account_id: account.id, conversation_id: conversation.displayId };
    const { token } = account.admin;
    const ofBoth = async () =>
      Promise.all(
        [`team&id=${teamId}`, `label&id=${labelId}`].map(async (type) => {
          const query = `metric=incoming_messages_count&type=${type}&${range(-12, 60)}`;
          const points = (await call(series.GET, ask(query))).body as ReportPoint[];
          return points.reduce((sum, { value }) => sum + value, 0);
        }),
      );
    const settled = async () => {
      await jobsDone();
      const counted = await ofBoth();
      await rollUp();
      expect(await ofBoth()).toEqual(counted);
      return counted;
    };
    await rollUp();
    expect(await settled()).toEqual([0, 3]);
    await call(assignments.POST, { params, token, body: { team_id: teamId } });
    expect(await settled()).toEqual([3, 3]);
    await call(labels.POST, { params, token, body: { labels: ["later"] } });
    expect(await settled()).toEqual([3, 0]);
    const { body: later } = await call(accountLabels.POST, {
      params: { account_id: account.id },
      token,
      body: { title: "later" },
    });
    labelId = later.id;
    expect(await settled()).toEqual([3, 3]);
  });

  test("zones move the borders of days", async () => {
    const points = await ofMetric("incoming_messages_count", "&timezone_offset=12");
    expect(points.map(({ value }) => value)).toEqual([0, 2, 1, 0]);
  });

  test("the summary has the stretch before beside it", async () => {
    const { body } = await call(summary.GET, ask(`type=account&${range(24, 48)}`));
    expect(body).toMatchObject({
      conversations_count: 0,
      incoming_messages_count: 1,
      resolutions_count: 1,
      avg_resolution_time: 28 * 3600,
      avg_first_response_time: null,
      previous: {
        conversations_count: 1,
        incoming_messages_count: 2,
        outgoing_messages_count: 1,
        resolutions_count: 1,
      },
    });
  });

  test("200 with nothing when the range or the metric is unknown; 422 for nonsense, 404 for what is not there, 401 for agents", async () => {
    expect((await call(series.GET, ask("metric=conversations_count&type=account"))).body).toEqual([]);
    expect((await call(series.GET, ask(`metric=mood&type=account&${range(0, 1)}`))).body).toEqual({});
    expect((await call(series.GET, ask("metric=conversations_count&type=account&since=abc&until=1"))).status).toBe(422);
    expect((await call(series.GET, ask(`metric=conversations_count&${range(0, 1)}`))).status).toBe(422);
    expect((await call(series.GET, ask(`metric=conversations_count&type=inbox&${range(0, 1)}`))).status).toBe(422);
    const theirs = `type=inbox&id=${account.other.inbox.id}&metric=conversations_count&${range(0, 1)}`;
    expect((await call(series.GET, ask(theirs))).status).toBe(404);
    expect((await call(series.GET, ask(`metric=conversations_count&type=account`, account.inside.token))).status).toBe(
      401,
    );
  });
});

test("parameters without a value are as good as none; hours of a whole year are each in their own bucket", async () => {
  const all = `type=account&id=&timezone_offset=&business_hours=&${range(-24 * 300, 24 * 65)}`;
  const { body } = await call(series.GET, ask(`metric=conversations_count&group_by=hour&${all}`));
  expect(body).toHaveLength(365 * 24);
  expect((body as ReportPoint[]).filter(({ value }) => value > 0)).toEqual([{ value: 1, timestamp: noon / 1000 }]);
  expect((await call(summary.GET, ask(all))).body).toMatchObject({ conversations_count: 1 });
  expect((await call(liveNow.GET, ask("team_id="))).body).toMatchObject({ open: 1 });
  expect((await call(matrix.GET, ask("inbox_ids[]=&label_ids[]="))).body).toMatchObject({ matrix: [[1]] });
  const everything = await call(events.GET, ask("page=&since=&until=&inbox_id=&user_id=&name="));
  expect(everything.status).toBe(200);
});

describe("tables", () => {
  test("every agent, inbox, team and label has its line", async () => {
    const { id: reply } = await sent(1);
    await record("replied", 1, { messageId: reply, isFirst: true });
    await record("resolved", 4);
    const wanted = {
      conversations_count: 1,
      resolved_conversations_count: 1,
      avg_resolution_time: 4 * 3600,
      avg_first_response_time: 3600,
    };
    const line = async (route: typeof byAgent, id: number) =>
      (await call(route.GET, ask(range(-1, 24)))).body.find((one) => one.id === id);
    expect(await line(byAgent, account.inside.id)).toMatchObject({ ...wanted, avg_reply_time: null });
    expect(await line(byAgent, account.outside.id)).toMatchObject({
      conversations_count: 0,
      avg_resolution_time: null,
    });
    expect(await line(byInbox, conversation.inboxId)).toMatchObject(wanted);
    expect((await call(byTeam.GET, ask(range(-1, 24)))).body).toMatchObject([{ id: teamId, conversations_count: 0 }]);
    expect((await call(byLabel.GET, ask(range(-1, 24)))).body).toMatchObject([
      { name: "vip", ...wanted, avg_reply_time: 0 },
    ]);
    expect((await call(distribution.GET, ask(""))).body).toMatchObject({
      [Object.keys((await call(byChannel.GET, ask(range(-1, 24)))).body)[0] ?? ""]: { "0-1h": 0, "1-4h": 1 },
    });
  });

  test("matrix, channels, messages by whom, and what is open now", async () => {
    await sent(1);
    const { body: cells } = await call(matrix.GET, ask(""));
    const row = cells.inboxes.findIndex(({ id }) => id === conversation.inboxId);
    expect(cells.matrix[row]).toEqual([1]);
    expect(Object.values((await call(byChannel.GET, ask(range(-1, 24)))).body)).toMatchObject([{ open: 1, total: 1 }]);
    expect((await call(byChannel.GET, ask(range(0, 24 * 190)))).status).toBe(422);
    expect((await call(outgoing.GET, ask(`group_by=agent&${range(-1, 24)}`))).body).toMatchObject([
      { id: account.inside.id, outgoing_messages_count: 1 },
    ]);
    expect((await call(outgoing.GET, ask(`group_by=label&${range(-1, 24)}`))).body).toMatchObject([{ name: "vip" }]);
    expect((await call(outgoing.GET, ask(`group_by=mood&${range(-1, 24)}`))).status).toBe(422);
    expect((await call(conversations.GET, ask("type=account"))).body).toMatchObject({ open: 1, unassigned: 0 });
    expect((await call(conversations.GET, ask("type=agent"))).body).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ id: account.inside.id, metric: { open: 1, unattended: 1 } })]),
    );
    for (const query of ["", "type="])
      expect(await call(conversations.GET, ask(query))).toMatchObject({ status: 422, text: "" });
    expect(await call(outgoing.GET, ask(`group_by=mood&${range(0, 1)}`))).toMatchObject({ status: 422, text: "" });
    expect((await call(liveNow.GET, ask(""))).body).toMatchObject({ open: 1, pending: 0 });
    expect((await call(liveNow.GET, ask("team_id=999999"))).status).toBe(404);
    expect((await call(liveGroups.GET, ask("group_by=assignee_id"))).body).toMatchObject([
      { assignee_id: account.inside.id, open: 1, unassigned: 0 },
    ]);
    expect((await call(liveGroups.GET, ask("group_by=mood"))).status).toBe(422);
  });

  test("what bots ended counts only where a bot is and no person answered", async () => {
    await runtime().sql`
      insert into agent_bot_inboxes (account_id, inbox_id, agent_bot_id) values (${account.id}, ${conversation.inboxId}, ${account.bot.id})`;
    await record("resolved", 1);
    expect((await call(botSummary.GET, ask(`type=account&${range(0, 24)}`))).body).toMatchObject({
      bot_resolutions_count: 1,
      bot_handoffs_count: 0,
      previous: { bot_resolutions_count: 0 },
    });
    expect((await call(botMetrics.GET, ask(range(0, 24)))).body).toMatchObject({
      conversation_count: 1,
      resolution_rate: 100,
    });
    await runtime().sql`update agent_bot_inboxes set status = 'inactive' where account_id = ${account.id}`;
    expect((await call(botMetrics.GET, ask(range(0, 24)))).body).toMatchObject({ conversation_count: 0 });
    await runtime().sql`update agent_bot_inboxes set status = 'active' where account_id = ${account.id}`;
    await record("handed_off", 1.5);
    await record("handed_off", 1.75);
    const { body } = await call(eventsOfOne.GET, {
      params: { account_id: account.id, conversation_id: conversation.displayId },
      token: account.admin.token,
    });
    expect(body.map(({ name, value }) => [name, value])).toEqual([
      ["conversation_resolved", 3600],
      ["conversation_bot_resolved", 3600],
      ["conversation_opened", 1800],
      ["conversation_bot_handoff", 5400],
      ["conversation_opened", 2700],
    ]);
    await sent(2);
    await record("resolved", 3);
    expect((await call(botSummary.GET, ask(`type=account&${range(0, 24)}`))).body.bot_resolutions_count).toBe(1);
  });
});
