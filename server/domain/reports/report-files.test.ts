import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedRating } from "#db/testing/seed-message-details.ts";
import { seedLabel, seedTeam } from "#db/testing/seed-settings.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as ratings from "../../../app/api/v1/accounts/[account_id]/csat_survey_responses/download/route.ts";
import * as agents from "../../../app/api/v2/accounts/[account_id]/reports/agents/route.ts";
import * as traffic from "../../../app/api/v2/accounts/[account_id]/reports/conversation_traffic/route.ts";
import * as summary from "../../../app/api/v2/accounts/[account_id]/reports/conversations_summary/route.ts";
import * as inboxes from "../../../app/api/v2/accounts/[account_id]/reports/inboxes/route.ts";
import * as labels from "../../../app/api/v2/accounts/[account_id]/reports/labels/route.ts";
import * as teams from "../../../app/api/v2/accounts/[account_id]/reports/teams/route.ts";
import { durationText, fileWords } from "./file-words.ts";
import { recordReporting } from "./record-reporting.ts";

let account: SeededAccount & { other: SeededAccount };
const noon = Date.parse("2026-03-02T12:00:00Z");
const range = "?since=1772323200&until=1772582400";
const here = (query = range) => ({ params: { account_id: account.id }, token: account.admin.token, query });

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

async function answeredConversation() {
  const { id: teamId } = await seedTeam(account.id, { name: "sales" });
  await seedLabel(account.id, { title: "vip" });
  const values = { createdAt: new Date(noon), assigneeId: account.inside.id, labels: ["vip"], teamId };
  const conversation = await seedConversation(account, values);
  const at = new Date(noon + 3_665_000);
  const { id: messageId } = await seedMessage(account.id, conversation, {
    createdAt: at,
    messageType: 1,
    senderType: "User",
    senderId: account.inside.id,
  });
  const fact = { accountId: account.id, conversationId: conversation.id, at, waitingSince: null };
  await recordReporting({ ...fact, eventId: account.id, what: "replied", isFirst: true, messageId });
  await recordReporting({ ...fact, eventId: account.id + 1e6, what: "resolved", isFirst: false });
  return conversation;
}

const rowsOf = (text: string) => text.trimEnd().split("\r\n");

test("each file begins with the period, an empty line and the heads, then one line for each", async () => {
  await answeredConversation();
  const took = "1 hour 1 minute,1 hour 1 minute,N/A,1";
  const found = await call(agents.GET, here());
  expect(found.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(found.headers.get("content-disposition")).toBe("attachment; filename=agents_report.csv");
  const [period, empty, head, ...lines] = rowsOf(found.text);
  expect([period, empty]).toEqual(["Reporting period 2026-03-01 to 2026-03-04", ""]);
  expect(head).toBe(
    "Agent name,Assigned conversations,Avg first response time,Avg resolution time,Avg customer waiting time,Resolution Count",
  );
  expect(lines).toHaveLength(3);
  expect(lines.filter((line) => line.endsWith(`,1,${took}`))).toHaveLength(1);
  expect(rowsOf((await call(inboxes.GET, here())).text).slice(3)).toEqual([
    expect.stringContaining(`,Channel::Api,1,${took}`),
  ]);
  expect(rowsOf((await call(teams.GET, here())).text).slice(3)).toEqual([`sales,1,${took}`]);
  expect(rowsOf((await call(labels.GET, here())).text).slice(3)).toEqual([`vip,1,${took}`]);
  expect(rowsOf((await call(summary.GET, here())).text).slice(3)).toEqual([
    "1,0,1,1 hour 1 minute,1 hour 1 minute,1,N/A",
  ]);
});

test("the days of the period are those of the zone that is asked for", async () => {
  const evening = Date.parse("2026-03-02T01:00:00Z") / 1000;
  const query = `?since=${evening}&until=${evening + 86_400}&timezone_offset=-3`;
  expect(rowsOf((await call(agents.GET, here(query))).text)[0]).toBe("Reporting period 2026-03-01 to 2026-03-02");
});

test("heads are in the language of the account, and a name is never a formula", async () => {
  await runtime().sql`update accounts set locale = 'pt_BR' where id = ${account.id}`;
  await seedTeam(account.id, { name: "=cmd|x" });
  const { text } = await call(teams.GET, here());
  expect(text).toContain("Período do relatório de 2026-03-01 a 2026-03-04");
  expect(text).toContain("\r\n'=cmd|x,0,N/D");
});

test.each([
  [0, "N/A"],
  [59.6, "1 minute"],
  [65, "1 minute 5 seconds"],
  [183_605, "2 days 3 hours"],
  [86_400, "1 day"],
])("%d seconds are written as %s", (seconds, text) => {
  expect(durationText(seconds, fileWords("en"))).toBe(text);
});

test("traffic has a line for each hour and a column for each day before today, in the zone asked for", async () => {
  const yesterday = new Date(Date.now() - 86_400_000);
  yesterday.setUTCHours(22, 30, 0, 0);
  await seedConversation(account, { createdAt: yesterday });
  await seedConversation(account, { createdAt: new Date() });
  const { text, headers } = await call(traffic.GET, here("?days_before=2"));
  const [zone, head = "", ...hours] = rowsOf(text);
  expect(headers.get("content-disposition")).toContain("conversation_traffic_reports.csv");
  expect([zone, hours.length]).toEqual(["Timezone,UTC", 24]);
  expect(head.split(",").slice(2)).toEqual([yesterday.toISOString().slice(0, 10)]);
  expect(hours.filter((line) => line !== `${line.slice(0, 5)},0,0`)).toEqual(["22:00,0,1"]);
  const week = rowsOf((await call(traffic.GET, here("?days_before=&timezone_offset="))).text);
  expect(week[1]?.split(",")).toHaveLength(7);
});

test("ratings come with who gave them to whom", async () => {
  const conversation = await answeredConversation();
  const message = await seedMessage(account.id, conversation, { messageType: 3, contentType: "input_csat" });
  await seedRating(account.id, conversation, {
    messageId: message.id,
    assignedAgentId: account.inside.id,
    rating: 4,
    feedbackMessage: 'Quick, and "nice"',
  });
  const { text } = await call(ratings.GET, here(""));
  expect(rowsOf(text)).toHaveLength(2);
  expect(text).toContain(`,4,"Quick, and ""nice""",Maria,`);
  expect(text).toContain(`/conversations/${conversation.displayId},`);
});

test("422 without a range; 401 for agents and other accounts; nothing of others in a file", async () => {
  expect((await call(agents.GET, here("?since=1"))).status).toBe(422);
  expect((await call(agents.GET, here("?since=x&until=y"))).status).toBe(422);
  for (const token of [account.inside.token, account.other.admin.token])
    expect((await call(agents.GET, { ...here(), token })).status).toBe(401);
  await answeredConversation();
  const theirs = { params: { account_id: account.other.id }, token: account.other.admin.token, query: range };
  expect(rowsOf((await call(labels.GET, theirs)).text)).toHaveLength(3);
});
