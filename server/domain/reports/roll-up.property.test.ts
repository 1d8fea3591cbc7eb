import { afterAll, beforeAll, expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import {
  type SeededAccount,
  type SeededConversation,
  seedAccount,
  seedConversation,
  seedInbox,
} from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "#server/platform/runtime.ts";
import type { ReportPoint } from "./contract.ts";
import { type MetricName, metrics } from "./metrics.ts";
import { rollUp } from "./roll-up.ts";
import { reportSummary } from "./summary.ts";
import { timeSeries } from "./time-series.ts";

/** Ten days, the clocks of Europe change in them. */
const START = Date.parse("2026-03-25T00:00:00Z");
const MINUTE = 60_000;
const MINUTES = 10 * 24 * 60;

const kinds = [
  "conversation",
  "incoming",
  "outgoing",
  "conversation_resolved",
  "first_response",
  "reply_time",
] as const;
interface Fact {
  kind: (typeof kinds)[number];
  minute: number;
  /** One of two inboxes, one of two people or nobody. */
  inbox: 0 | 1;
  person: 0 | 1 | null;
  value: number;
  open: number;
}

const fact: fc.Arbitrary<Fact> = fc.record({
  kind: fc.constantFrom(...kinds),
  minute: fc.nat(MINUTES),
  inbox: fc.constantFrom(0 as const, 1 as const),
  person: fc.constantFrom(0 as const, 1 as const, null),
  value: fc.nat(100_000),
  open: fc.nat(50_000),
});

const question = fc.record({
  metric: fc.constantFrom(...(Object.keys(metrics) as MetricName[]).filter((name) => !name.startsWith("bot_"))),
  from: fc.nat(MINUTES),
  to: fc.nat(MINUTES + 60),
  offset: fc.constantFrom("", "-3", "5.5", "2"),
  grouping: fc.constantFrom("hour", "day", "week", "month"),
  inBusinessHours: fc.boolean(),
  scope: fc.constantFrom("account" as const, "inbox" as const, "agent" as const),
});

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);

test("whatever happened: sums of the past and counting say the same as adding up by hand", async () => {
  const property = fc.asyncProperty(
    fc.array(fact, { maxLength: 40 }),
    fc.array(question, { minLength: 5, maxLength: 5 }),
    fc.nat(MINUTES / 60),
    async (facts, questions, summedHours) => {
      const world = await build(facts);
      const asked = questions.filter(({ from, to }) => from < to);
      const before = await Promise.all(asked.map((one) => ask(world, one)));
      await rollUp();
      // As if the timer had come so far only: the rest is counted.
      const doneUntil = new Date(START + summedHours * 60 * MINUTE).toISOString();
      await runtime()
        .sql`update report_rollup_states set done_until = ${doneUntil} where account_id = ${world.account.id}`;
      for (const [place, one] of asked.entries()) {
        const answer = await ask(world, one);
        expect(answer).toEqual(before[place]);
        const expected = byHand(facts, one);
        const points = answer.series as ReportPoint[];
        const isCount = metrics[one.metric].shows === "count";
        const counts = points.map(({ value, count }) => (isCount ? value : (count ?? 0)));
        expect(counts.reduce((all, count) => all + count, 0)).toBe(expected.length);
        const sum = points.reduce((all, { value, count }) => all + value * (count ?? 0), 0);
        const wanted = expected.reduce((all, one_) => all + (one.inBusinessHours ? one_.open : one_.value), 0);
        if (!isCount) expect(sum).toBeCloseTo(wanted, 3);
        const key = one.metric as keyof typeof answer.summary;
        const mean = expected.length === 0 ? null : wanted / expected.length;
        const figure = answer.summary[key] as number | null;
        if (isCount || mean === null) expect(figure).toBe(isCount ? expected.length : null);
        else expect(figure).toBeCloseTo(mean, 3);
      }
    },
  );
  await fc.assert(property, { numRuns: 8, endOnFailure: true });
});

interface World {
  account: SeededAccount;
  inboxes: number[];
  people: number[];
}

/** The facts as rows, written as the product writes them. */
async function build(facts: Fact[]): Promise<World> {
  const account = await seedAccount();
  const second = await seedInbox(account.id);
  const inboxes = [account.inbox.id, second.id];
  const people = [account.inside.id, account.admin.id];
  // Conversations outside the stretch, to hang messages and events on.
  const old = new Date(START - 400 * 24 * 60 * MINUTE);
  const places = await Promise.all(inboxes.map((inboxId) => seedConversation(account, { inboxId, createdAt: old })));
  for (const [index, one] of facts.entries()) await write({ ...one, index }, { account, people, places });
  return { account, inboxes, people };
}

async function write(
  { kind, minute, inbox, person, value, open, index }: Fact & { index: number },
  { account, people, places }: Pick<World, "account" | "people"> & { places: SeededConversation[] },
): Promise<void> {
  const { sql } = runtime();
  const at = new Date(START + minute * MINUTE);
  const userId = person === null ? null : (people[person] ?? null);
  const place = places[inbox];
  if (!place) throw new Error("There are two inboxes");
  const { id, inboxId } = place;
  if (kind === "conversation") await seedConversation(account, { inboxId, assigneeId: userId, createdAt: at });
  else if (kind === "incoming" || kind === "outgoing")
    await sql`
      insert into messages (account_id, conversation_id, inbox_id, message_type, content, sender_type, sender_id, created_at)
      values (${account.id}, ${id}, ${inboxId}, ${kind === "incoming" ? 0 : 1}, 'x', ${userId === null ? null : "User"}, ${userId},
        ${at.toISOString()})`;
  else
    await sql`
      insert into reporting_events (account_id, name, value, value_in_business_hours, inbox_id, user_id, conversation_id,
        source_event_id, event_start_time, event_end_time)
      values (${account.id}, ${kind}, ${value}, ${open}, ${inboxId}, ${userId}, ${id}, ${index + 1}, ${at.toISOString()},
        ${at.toISOString()})`;
}

type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

async function ask({ account, inboxes, people }: World, one: Question) {
  const id = { account: undefined, inbox: inboxes[0], agent: people[0] }[one.scope];
  const input = {
    type: one.scope,
    id,
    since: START / 1000 + one.from * 60,
    until: START / 1000 + one.to * 60,
    business_hours: one.inBusinessHours,
    timezone_offset: one.offset,
  };
  const { ctx } = account.admin;
  const series = await timeSeries(ctx, { ...input, metric: one.metric, group_by: one.grouping });
  const { previous: _previous, ...summary } = await reportSummary(ctx, input);
  return { series, summary };
}

const kindOf: Partial<Record<MetricName, Fact["kind"]>> = {
  conversations_count: "conversation",
  incoming_messages_count: "incoming",
  outgoing_messages_count: "outgoing",
  resolutions_count: "conversation_resolved",
  avg_first_response_time: "first_response",
  avg_resolution_time: "conversation_resolved",
  reply_time: "reply_time",
};

/** The definitions once more, as simple as can be. */
function byHand(facts: Fact[], { metric, from, to, scope }: Question): Fact[] {
  return facts.filter(
    ({ kind, minute, inbox, person }) =>
      kind === kindOf[metric] &&
      minute >= from &&
      minute < to &&
      (scope === "account" || (scope === "inbox" ? inbox === 0 : person === 0)),
  );
}
