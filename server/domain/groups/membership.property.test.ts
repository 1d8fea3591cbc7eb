import { afterAll, beforeAll, expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { type SeededAccount, seedAccount, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { InboundEvent } from "#server/channels/channel.ts";
import type { GroupMemberChange } from "#server/channels/group-actions.ts";
import { getChannel } from "#server/channels/registry.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { runtime } from "#server/platform/runtime.ts";
import { applyGroupEvent } from "./apply-group-event.ts";

type GroupEvent = Extract<InboundEvent, { type: "group" }>;

let account: SeededAccount;
let inboxId: number;
let groups = 0;

beforeAll(async () => {
  await startTestRuntime();
  account = await seedAccount();
  const settings = { phone_number: "+12025550100" };
  inboxId = (await seedInbox(account.id, [], { channel: "simulator", settings })).id;
});
afterAll(stopTestRuntime);

const people = ["12025550100", "12025550143", "12025550155", "5511987654321"];
/** The same Brazilian line without its ninth digit. */
const spellings: Record<string, string> = { "5511987654321": "551187654321" };

const memberChange = fc.record({
  person: fc.constantFrom(...people),
  change: fc.constantFrom("add", "remove", "promote", "demote", "request", "revoke_request"),
  isSpelledOtherwise: fc.boolean(),
});
const flag = fc.option(fc.boolean(), { nil: undefined });
const report = fc.record({
  members: fc.uniqueArray(memberChange, { maxLength: 3, selector: ({ person }) => person }),
  settings: fc.option(fc.record({ announce: flag, restrict: flag }), { nil: undefined }),
  name: fc.option(fc.constantFrom("Fair", "Club"), { nil: undefined }),
});

/** Reports with a second each, so that the provider's order is known; then in any order, some of them twice. */
const history = fc.array(report, { minLength: 1, maxLength: 8 }).chain((reports) => {
  const events = reports.map((entry, place) => ({ ...entry, at: (place + 1) * 1000 }));
  const again = fc.subarray(events);
  return again.chain((repeats) => {
    const all = [...events, ...repeats];
    return fc.record({ inOrder: fc.constant(events), shuffled: fc.shuffledSubarray(all, { minLength: all.length }) });
  });
});

type Told = { at: number } & (typeof report extends fc.Arbitrary<infer R> ? R : never);

async function play(reports: Told[]) {
  const id = `12036302555${String(1_000_000 + ++groups)}@g.us`;
  for (const { members, at, settings, name } of reports) {
    const changes = members.map(({ person, change, isSpelledOtherwise }): GroupMemberChange => {
      const value = (isSpelledOtherwise && spellings[person]) || person;
      return { person: { identities: [{ kind: "phone", value }] }, change: change as GroupMemberChange["change"] };
    });
    const event = { type: "group", id, members: changes, at, settings, name } as GroupEvent;
    await transaction(systemContext(account.id), (tx) =>
      applyGroupEvent(tx, { id: inboxId, channel: getChannel("simulator") }, event),
    );
  }
  const [row] = await runtime().sql<{ name: string; attributes: Record<string, unknown>; members: unknown }[]>`
    select c.name, c.additional_attributes as attributes, (
      select coalesce(json_agg(json_build_array(p.id, m.role, m.is_active) order by p.id), '[]')
      from group_members m join contacts p on p.id = m.contact_id where m.group_contact_id = c.id) as members
    from contacts c where c.identifier = ${id}`;
  return row;
}

const active = (row: Awaited<ReturnType<typeof play>>) =>
  ((row?.members ?? []) as [number, string, boolean][])
    .filter(([, , isActive]) => isActive)
    .map(([id, role]) => [id, role]);

test("reports about members and flags end in the same group, in whatever order and however often they come", async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ inOrder, shuffled }) => {
      const [one, other] = [await play(inOrder), await play(shuffled)];
      expect(active(other)).toEqual(active(one));
      const flags = ({ announce, restrict, group_left }: Record<string, unknown> = {}) => ({
        announce,
        restrict,
        group_left,
      });
      expect(flags(other?.attributes)).toEqual(flags(one?.attributes));
      // Without a name so far it is called by its number.
      expect(/^\d/.test(other?.name ?? "") ? "" : other?.name).toBe(/^\d/.test(one?.name ?? "") ? "" : one?.name);
    }),
    { numRuns: 60 },
  );
});

test("however its number is spelled, somebody is one contact", async () => {
  const [row] = await runtime().sql<{ count: number }[]>`
    select count(*)::int from contacts where account_id = ${account.id} and phone_number in ('+5511987654321', '+551187654321')`;
  expect(row?.count).toBeLessThanOrEqual(1);
});
