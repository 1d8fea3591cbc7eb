import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedConversation,
  seedInbox,
  seedTwoAccounts,
} from "#db/testing/seed.ts";
import { seedScheduled } from "#db/testing/seed-scheduled.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as calendar from "../../../app/api/v1/accounts/[account_id]/scheduled_messages/calendar/route.ts";
import * as preview from "../../../app/api/v1/accounts/[account_id]/scheduled_messages/preview/route.ts";
import * as overview from "../../../app/api/v1/accounts/[account_id]/scheduled_messages/route.ts";
import { listAccountScheduledMessages } from "./contract/overview.ts";
import { listAccountScheduledMessages as listAll } from "./queries/overview.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account);
});
afterAll(stopTestRuntime);

const list = (query = "", token = account.inside.token) =>
  call(overview.GET, { params: { account_id: account.id }, token, query });
const days = (query: string) =>
  call(calendar.GET, { params: { account_id: account.id }, token: account.inside.token, query });
const contents = (rows: { content: string | null }[]) => rows.map((row) => row.content);

test("messages of the conversations one may open, soonest first, with counts, in a bounded number of statements", async () => {
  const hidden = await seedInbox(account.id);
  await seedScheduled(account.id, await seedConversation(account, { inboxId: hidden.id }), { content: "hidden" });
  await seedScheduled(account.other.id, await seedConversation(account.other), { content: "other account" });
  for (const [content, day] of [
    ["b", 2],
    ["a", 1],
  ] as const) {
    const scheduledAt = new Date(`2031-01-0${day}T10:00:00Z`);
    await seedScheduled(account.id, conversation, {
      content,
      status: "pending",
      scheduledAt,
      authorUserId: account.inside.id,
    });
  }
  await seedScheduled(account.id, conversation, { content: "sent", status: "sent", scheduledAt: new Date() });
  const { body } = await list("?status[]=pending");
  expect(contents(body.payload)).toEqual(["a", "b"]);
  expect(body.payload[0]).toMatchObject({
    conversation: { id: conversation.displayId, status: "open", contact: { name: "Maria" } },
    inbox: { id: account.inbox.id, name: "Support" },
    history: [],
  });
  expect(body.meta).toEqual({ page: 1, has_more: false, counts: { draft: 0, pending: 2, sent: 1, failed: 0 } });
  expect((await list("", account.admin.token)).body.meta.counts.draft).toBe(1);
  const query = listAccountScheduledMessages.query?.parse({}) ?? { page: 1 };
  await expectStatements(4, () => listAll(account.inside.ctx, query));
});

test("by inbox, author and time", async () => {
  const at = (hour: number) => new Date(Date.UTC(2031, 0, 1, hour));
  await seedScheduled(account.id, conversation, {
    content: "mine",
    scheduledAt: at(8),
    authorUserId: account.inside.id,
  });
  await seedScheduled(account.id, conversation, {
    content: "late",
    scheduledAt: at(20),
    authorUserId: account.admin.id,
  });
  expect(contents((await list(`?author_id=${account.inside.id}`)).body.payload)).toEqual(["mine"]);
  expect(contents((await list(`?inbox_id=${account.inbox.id + 1}`)).body.payload)).toEqual([]);
  expect(contents((await list(`?from=${at(12).getTime() / 1000}&latest_first=true`)).body.payload)).toEqual(["late"]);
  expect(contents((await list(`?to=${at(12).getTime() / 1000}`)).body.payload)).toEqual(["mine"]);
});

test("the calendar counts by day of the zone, and shows the first ones", async () => {
  for (let n = 0; n < 6; n++) {
    const scheduledAt = new Date(Date.UTC(2031, 0, 5, 1, n));
    await seedScheduled(account.id, conversation, { content: `n${n}`, status: "pending", scheduledAt });
  }
  const march = { scheduledAt: new Date("2031-03-01T00:00:00Z"), status: "pending" } as const;
  await seedScheduled(account.id, conversation, march);
  const { body } = await days("?from=2031-01-01&to=2031-01-31&timezone=America/Sao_Paulo");
  expect(body.payload).toMatchObject([
    {
      date: "2031-01-04",
      counts: { draft: 0, pending: 6, sent: 0, failed: 0 },
      items: [{ content: "n0" }, {}, {}, {}],
    },
  ]);
  expect(body.payload[0]?.items).toHaveLength(4);
  expect((await days("?from=2031-01-01&to=2031-12-31")).status).toBe(422);
  expect((await days("?from=2031-01-01&to=2031-01-31&timezone=Mars")).body).toMatchObject({ attributes: ["timezone"] });
  expect((await days("?from=2031-99-99&to=2031-01-31")).status).toBe(422);
});

test("a preview says when it would go out, the next five times, and whether quiet hours moved it", async () => {
  const ask = (body: unknown) =>
    call(preview.POST, { params: { account_id: account.id }, token: account.inside.token, body });
  const scheduled_at = "2031-03-29T08:00:00Z";
  const once = await ask({ scheduled_at });
  expect(once.body).toEqual({ runs: [Date.parse(scheduled_at) / 1000], is_moved: false });
  const rule = { recurrence_rule: { frequency: "daily" }, timezone: "Europe/Berlin" };
  const { body } = await ask({ scheduled_at, ...rule, quiet_hours: { from: "08:00", until: "09:30" } });
  expect(body.is_moved).toBe(true);
  expect(body.runs.map((at: number) => new Date(at * 1000).toISOString().slice(5, 16))).toEqual([
    "03-29T08:30",
    "03-30T07:30",
    "03-31T07:30",
    "04-01T07:30",
    "04-02T07:30",
  ]);
  expect((await ask({ scheduled_at, recurrence_rule: { frequency: "weekly" } })).status).toBe(422);
});
