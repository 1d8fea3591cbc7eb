import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { newSimulatedGroup } from "#server/channels/simulator/server/simulator-state.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { GET } from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_members/route.ts";
import { POST } from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/sync_group/route.ts";
import { fetchGroupPicture } from "./fetch-group-picture.ts";
import { syncGroup } from "./sync-group.ts";
import { DEVON, GROUP, type GroupLab, MARTA, OWN, openGroupLab } from "./testing/group-lab.ts";

let lab: GroupLab;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  lab = await openGroupLab();
});
afterEach(() => lab.close());
afterAll(stopTestRuntime);

const of = () => ({ accountId: lab.account.id, contactId: lab.groupId });
const group = () => lab.simulator.state.groups.get(GROUP) as NonNullable<ReturnType<typeof newSimulatedGroup>>;
const asked = () => lab.simulator.state.calls.filter(({ path }) => path.includes("/groups/")).length;
const crowd = (size: number) =>
  new Map([
    [OWN, "admin" as const],
    ...Array.from({ length: size - 1 }, (_, n) => [`1303${5550000 + n}`, "member" as const] as const),
  ]);

test("a reading brings facts, members, invite link and join requests; the next waits 15 minutes unless forced", async () => {
  group().requests.set(MARTA, { time: 1_700_000_000, method: "invite_link" });
  await syncGroup({ ...of(), force: true });
  expect(await lab.attributes()).toMatchObject({
    name: "Harbor Lane – Wholesale",
    invite_code: group().inviteCode,
    group_left: false,
    group_last_synced_at: expect.any(Number),
    pending_join_requests: [{ jid: `${MARTA}@s.whatsapp.net` }],
  });
  const before = asked();
  await syncGroup(of());
  expect(asked()).toBe(before);
  group().requests.clear();
  group().members.delete(DEVON);
  await syncGroup({ ...of(), force: true });
  expect((await lab.attributes()).pending_join_requests).toEqual([]);
  expect(await lab.members()).not.toHaveProperty(DEVON);
  expect(await lab.lines()).toEqual([]);
});

test("a soft reading asks for facts and members only", async () => {
  const before = asked();
  await syncGroup({ ...of(), force: true, isSoft: true });
  expect(asked()).toBe(before + 1);
});

test("a group we left is not read, unless forced: then our being back is seen", async () => {
  await runtime()
    .sql`update contacts set additional_attributes = additional_attributes || '{"group_left": true, "group_last_synced_at": 1}'
    where id = ${lab.groupId}`;
  const before = asked();
  await syncGroup(of());
  expect(asked()).toBe(before);
  await syncGroup({ ...of(), force: true });
  expect(await lab.attributes()).toMatchObject({ group_left: false });
});

test("an empty list of members changes nothing", async () => {
  const before = await lab.members();
  group().members.clear();
  await syncGroup({ ...of(), force: true });
  expect(await lab.members()).toEqual(before);
});

test("a provider that is away leaves everything as it was", async () => {
  lab.simulator.state.switches.offline = true;
  const before = await lab.attributes();
  await syncGroup({ ...of(), force: true });
  expect(await lab.attributes()).toEqual(before);
});

test("a thousand members are applied in at most 20 statements, known or not, and their first page is read in few", async () => {
  group().members = crowd(1000);
  await expectStatements(20, () => syncGroup({ ...of(), force: true }));
  await expectStatements(20, () => syncGroup({ ...of(), force: true }));
  group().members = crowd(990);
  await expectStatements(20, () => syncGroup({ ...of(), force: true }));
  const list = () =>
    call(GET, { params: { account_id: lab.account.id, id: lab.groupId }, token: lab.account.outside.token });
  const { body } = await expectStatements(8, list);
  expect(body.meta).toMatchObject({ total_count: 990, is_inbox_admin: true });
  expect(body.payload[0]?.contact.phone_number).toBe(`+${OWN}`);
});

test("the picture is copied once it is known to be there", async () => {
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
  group().picture = { bytes, contentType: "image/png" };
  await fetchGroupPicture(of());
  const [row] = await runtime().sql`select avatar_key from contacts where id = ${lab.groupId}`;
  expect(row?.avatar_key).toMatch(/\.jpg$/);
});

test("202 and a job for a group; nothing while it is fresh, unless forced", async () => {
  const ask = (body?: object) =>
    call(POST, { params: { account_id: lab.account.id, id: lab.groupId }, token: lab.account.outside.token, body });
  const jobs = async () => {
    const [row] = await runtime().sql<{ payload: object }[]>`
      select payload from graphile_worker._private_jobs where key = ${`sync_group:${lab.groupId}`}`;
    return row?.payload;
  };
  await runtime().sql`delete from graphile_worker._private_jobs`;
  expect((await ask()).status).toBe(202);
  expect(await jobs()).toBeUndefined();
  expect((await ask({ force: true })).status).toBe(202);
  expect(await jobs()).toMatchObject({ contact_id: lab.groupId, force: true });
});
