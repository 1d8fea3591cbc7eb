import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { seedAccount, seedContact } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as preview from "../../../app/api/v1/accounts/[account_id]/groups/invite/route.ts";
import * as join from "../../../app/api/v1/accounts/[account_id]/groups/join/route.ts";
import * as groups from "../../../app/api/v1/accounts/[account_id]/groups/route.ts";
import * as templates from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/message_templates/route.ts";
import { syncGroup } from "./sync-group.ts";
import { DEVON, type GroupLab, MARTA, OWN, openGroupLab, PRIYA, RAFAELA } from "./testing/group-lab.ts";

let lab: GroupLab;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  lab = await openGroupLab();
});
afterEach(() => lab.close());
afterAll(stopTestRuntime);

const make = (body: object, token = lab.account.inside.token) =>
  call(groups.POST, { params: { account_id: lab.account.id }, token, body: { inbox_id: lab.inboxId, ...body } });
const follow = (body: object, token = lab.account.inside.token) =>
  call(join.POST, { params: { account_id: lab.account.id }, token, body: { inbox_id: lab.inboxId, ...body } });
const found = async (jid: string) => {
  const [row] = await runtime().sql`
    select c.id, c.name, c.additional_attributes as attributes, v.status,
      (select json_object_agg(replace(p.phone_number, '+', ''), m.role) from group_members m join contacts p on p.id = m.contact_id
        where m.group_contact_id = c.id and m.is_active) as members
    from contacts c left join conversations v on v.contact_id = c.id
    where c.account_id = ${lab.account.id} and c.identifier = ${jid}`;
  return row;
};

test("a group is made with the people it could be made with, and has its conversation at once", async () => {
  await lab.play("people", { phone: RAFAELA, name: "Rafaela", refusesGroups: true });
  const contact = await seedContact(lab.account.id, { name: "Marta Quill", phoneNumber: `+${MARTA}` });
  const { status, body } = await make({
    subject: "Fair team",
    participants: [DEVON, RAFAELA],
    contact_ids: [contact.id],
  });
  expect([status, body]).toMatchObject([
    200,
    {
      group_jid: expect.stringMatching(/^\d+@g\.us$/),
      subject: "Fair team",
      results: [{ ok: true }, { ok: false, code: "invite_only" }, { ok: true, contact_id: contact.id }],
    },
  ]);
  const expected = {
    name: "Fair team",
    status: "open",
    members: { [OWN]: "admin", [DEVON]: "member", [MARTA]: "member" },
  };
  expect(await found(body.group_jid)).toMatchObject(expected);
  await lab.ingest();
  expect(await found(body.group_jid)).toMatchObject(expected);
  expect(await lab.lines()).toEqual(["Acme Inside created the group"]);
});

test("403 for an inbox one does not see, one that is unknown or of others, and one without groups", async () => {
  const wanted = { subject: "x", participants: [DEVON] };
  const denied = [403, { error: "Access Denied" }];
  const other = await seedAccount("Other");
  for (const { status, body } of [
    await make(wanted, lab.account.outside.token),
    await make({ ...wanted, inbox_id: 999_999 }),
    await make({ ...wanted, inbox_id: other.inbox.id }, lab.account.admin.token),
    await make({ ...wanted, inbox_id: lab.account.inbox.id }),
    await follow({ invite_code: "x".repeat(22) }, lab.account.outside.token),
  ])
    expect([status, body]).toEqual(denied);
  expect((await make(wanted, other.admin.token)).status).toBe(401);
});

test("422 without a name, without anybody, and with the provider's words", async () => {
  const of = async (body: object) => {
    const result = await make(body);
    return [result.status, result.body];
  };
  expect(await of({ subject: " ", participants: [DEVON] })).toEqual([422, { error: "subject_required" }]);
  expect(await of({ subject: "x", participants: [] })).toEqual([422, { error: "participants_required" }]);
  lab.simulator.state.connection = "closed";
  expect(await of({ subject: "x", participants: [DEVON] })).toEqual([422, { error: "The phone is not connected" }]);
});

test("we join by code or link, and the group is read right afterwards", async () => {
  await lab.play("groups", { id: "120363025550140099@g.us", name: "Club", members: [PRIYA] });
  const club = lab.simulator.state.groups.get("120363025550140099@g.us");
  club?.members.delete(OWN);
  const url = `https://chat.whatsapp.com/${club?.inviteCode}?mode=x`;
  const { status, body } = await follow({ url });
  expect([status, body]).toEqual([200, { group_jid: club?.id, is_pending: false }]);
  const row = await found(club?.id as string);
  expect(row).toMatchObject({ status: "open", attributes: { group_left: false } });
  await syncGroup({ accountId: lab.account.id, contactId: row?.id as number });
  expect(await found(club?.id as string)).toMatchObject({
    name: "Club",
    members: { [PRIYA]: "admin", [OWN]: "member" },
  });
});

test("where an admin has to agree we wait; a wrong link is refused", async () => {
  await lab.play("groups", { id: "120363025550140098@g.us", name: "Board", members: [PRIYA] });
  const board = lab.simulator.state.groups.get("120363025550140098@g.us");
  board?.members.delete(OWN);
  if (board) board.settings.join_approval_mode = true;
  const pending = await follow({ invite_code: board?.inviteCode });
  expect([pending.status, pending.body]).toEqual([200, { group_jid: null, is_pending: true }]);
  const wrong = await follow({ invite_code: "0123456789abcdef012345" });
  expect([wrong.status, wrong.body]).toEqual([422, { error: "This invite link does not work any more" }]);
  const none = await follow({ url: "nothing" });
  expect([none.status, none.body]).toEqual([422, { error: "invalid_invite_link" }]);
});

test("a link shows its group before anybody joins, and nobody there is told; a wrong one is refused, other inboxes are 403", async () => {
  const group = lab.simulator.state.groups.get("120363025550140017@g.us");
  if (!group) throw new Error("The simulator has lost its group");
  const look = (url: string, inboxId = lab.inboxId, token = lab.account.inside.token) =>
    call(preview.GET, {
      params: { account_id: lab.account.id },
      token,
      query: `?inbox_id=${inboxId}&url=${encodeURIComponent(url)}`,
    });
  const members = group.members.size;
  expect(await look(`https://chat.whatsapp.com/${group.inviteCode}?mode=x`)).toMatchObject({
    status: 200,
    body: { name: group.name, description: group.description, member_count: members },
  });
  expect(group.members.size).toBe(members);
  expect(await look("0123456789abcdef012345")).toMatchObject({
    status: 422,
    body: { error: "This invite link does not work any more" },
  });
  expect(await look("no link")).toMatchObject({ status: 422, body: { error: "invalid_invite_link" } });
  expect((await look(group.inviteCode, lab.inboxId, lab.account.outside.token)).status).toBe(403);
  expect((await look(group.inviteCode, lab.account.inbox.id)).status).toBe(403);
});

test("templates are as the provider has them; an inbox without them has none", async () => {
  const list = (id: number) =>
    call(templates.GET, { params: { account_id: lab.account.id, id }, token: lab.account.inside.token });
  const { status, body } = await list(lab.inboxId);
  expect(status).toBe(200);
  expect(body.payload).toContainEqual({
    name: "still_there",
    language: "en",
    category: "utility",
    status: "approved",
    body: "Hello {{name}}, do you still need our help?",
    header: null,
    footer: null,
  });
  expect(await list(lab.account.inbox.id)).toMatchObject({ status: 200, body: { payload: [] } });
});
