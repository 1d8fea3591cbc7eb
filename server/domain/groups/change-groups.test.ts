import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedAccount, seedContact } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { RouteHandler } from "#server/platform/http/endpoint.ts";
import { type CallOptions, call } from "#server/platform/http/testing/call.ts";
import * as leave from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_admin/leave/route.ts";
import * as admin from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_admin/route.ts";
import * as revoke from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_invite/revoke/route.ts";
import * as invite from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_invite/route.ts";
import * as handle from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_join_requests/handle/route.ts";
import * as requests from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_join_requests/route.ts";
import * as member from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_members/[member_id]/route.ts";
import * as add from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_members/add/route.ts";
import * as members from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_members/route.ts";
import * as metadata from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/group_metadata/route.ts";
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

/** As an agent of no inbox: every member of the account may (contract, groups §2). */
const ask = async (handler: RouteHandler, body?: unknown, more: Partial<CallOptions> = {}) => {
  const { account, groupId } = lab;
  const params = { account_id: account.id, id: groupId, ...more.params };
  const { status, body: answer } = await call(handler, { token: account.outside.token, body, ...more, params });
  return [status, answer] as const;
};
const group = () => lab.simulator.state.groups.values().next().value;
const refusal = (text: string) => [422, { error: text }];

describe("adding people", () => {
  test("200 without a body: they are members here and there, and the thread names who did it, once", async () => {
    expect(await ask(members.POST, { participants: [MARTA, `+${RAFAELA}`] })).toEqual([200, null]);
    expect(await lab.members()).toMatchObject({ [MARTA]: "member", [RAFAELA]: "member" });
    expect(group()?.members.has(RAFAELA)).toBe(true);
    await lab.ingest();
    expect(await lab.lines()).toEqual([`Acme Outside added +${MARTA}, +${RAFAELA}`]);
  });

  test("422 when nobody is named, and with the provider's reason when somebody could not be added; the others are in", async () => {
    expect(await ask(members.POST, { participants: [] })).toEqual(refusal("participants_required"));
    await lab.play("people", { phone: RAFAELA, name: "Rafaela", refusesGroups: true });
    expect(await ask(members.POST, { participants: [RAFAELA, MARTA] })).toEqual(
      refusal("This person lets nobody add them to groups"),
    );
    expect(await lab.members()).toMatchObject({ [MARTA]: "member" });
    expect(await lab.members()).not.toHaveProperty(RAFAELA);
  });

  test("by number or contact, with what became of each", async () => {
    await lab.play("people", { phone: RAFAELA, name: "Rafaela", refusesGroups: true });
    const contact = await seedContact(lab.account.id, { name: "Marta Quill", phoneNumber: `+${MARTA}` });
    const [status, body] = await ask(add.POST, {
      participants: [RAFAELA, "12029990000", "nobody", DEVON],
      contact_ids: [contact.id],
    });
    expect([status, body]).toMatchObject([
      200,
      {
        payload: [
          { participant: RAFAELA, ok: false, code: "invite_only" },
          { participant: "12029990000", ok: false, code: "not_on_whatsapp" },
          { participant: "nobody", ok: false, code: "invalid_number" },
          { participant: DEVON, ok: false, code: "already_member" },
          { participant: `+${MARTA}`, contact_id: contact.id, name: "Marta Quill", ok: true, code: null },
        ],
      },
    ]);
    expect(await lab.lines()).toEqual(["Acme Outside added Marta Quill"]);
    const foreign = await seedContact((await seedAccount("Else")).id, { name: "Foreign" });
    expect((await ask(add.POST, { contact_ids: [foreign.id] }))[0]).toBe(404);
  });
});

describe("roles and removal", () => {
  const of = async (phone: string) => ({ params: { member_id: await lab.memberId(phone) } });

  test("200: promoted, demoted, removed; the provider's own report adds no second line", async () => {
    expect(await ask(member.PATCH, { role: "admin" }, await of(DEVON))).toEqual([200, null]);
    await lab.ingest();
    expect(await lab.members()).toMatchObject({ [DEVON]: "admin" });
    await ask(member.PATCH, { role: "member" }, await of(DEVON));
    await lab.ingest();
    expect(await ask(member.DELETE, undefined, await of(DEVON))).toEqual([200, null]);
    expect(await lab.members()).not.toHaveProperty(DEVON);
    await lab.ingest();
    expect(await lab.lines()).toEqual([
      "Acme Outside made Devon Ash admin of the group",
      "Acme Outside dismissed Devon Ash as admin of the group",
      "Acme Outside removed Devon Ash",
    ]);
  });

  test("422 for an unknown role, for who made the group, and when we are no admin; 404 for a row of another group", async () => {
    expect(await ask(member.PATCH, { role: "owner" }, await of(DEVON))).toEqual(refusal("invalid_role"));
    expect(await ask(member.DELETE, undefined, await of(PRIYA))).toEqual(refusal("group_creator_not_modifiable"));
    expect((await ask(member.DELETE, undefined, { params: { member_id: 999_999 } }))[0]).toBe(404);
    group()?.members.set(OWN, "member");
    expect(await ask(member.DELETE, undefined, await of(DEVON))).toEqual(
      refusal("Only admins of the group can do this"),
    );
  });
});

describe("name, description and picture", () => {
  test("200 with what it is now; blank values are ignored", async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#336699" } })
      .png()
      .toBuffer();
    const form = new FormData();
    form.set("subject", "Summer fair");
    form.set("description", "Stand 9");
    form.set("avatar", new File([new Uint8Array(picture)], "a.png", { type: "image/png" }));
    const [status, body] = await ask(metadata.PATCH, form);
    expect([status, body]).toMatchObject([
      200,
      { id: lab.groupId, name: "Summer fair", additional_attributes: { description: "Stand 9" } },
    ]);
    expect(group()).toMatchObject({ name: "Summer fair", description: "Stand 9" });
    expect(group()?.picture?.contentType).toBe("image/jpeg");
    await ask(metadata.PATCH, { subject: " ", description: "" });
    expect(group()).toMatchObject({ name: "Summer fair", description: "Stand 9" });
    await lab.ingest();
    await ask(metadata.PATCH, { clear_description: true });
    expect(group()?.description).toBeNull();
    await lab.ingest();
    expect(await lab.lines()).toEqual([
      "Acme Outside changed the name of the group to “Summer fair”",
      "Acme Outside changed the description of the group",
      "Acme Outside changed the picture of the group",
      "Acme Outside removed the description of the group",
    ]);
  });

  test("422 with the provider's words, also while it is away", async () => {
    lab.simulator.state.connection = "closed";
    expect(await ask(metadata.PATCH, { subject: "x" })).toEqual(refusal("The phone is not connected"));
    lab.simulator.state.switches.offline = true;
    const [status, body] = await ask(metadata.PATCH, { subject: "x" });
    expect([status, body]).toEqual([422, { error: expect.stringContaining("The simulator cannot be reached") }]);
    expect(await lab.attributes()).toMatchObject({ name: "Harbor Lane – Wholesale" });
  });
});

test("the invite link is shown, and a reset one is another", async () => {
  const code = group()?.inviteCode;
  const link = { invite_code: code, invite_url: `https://chat.whatsapp.com/${code}` };
  expect(await ask(invite.GET)).toEqual([200, link]);
  const [, fresh] = await ask(revoke.POST);
  expect(fresh).toMatchObject({ invite_code: group()?.inviteCode });
  expect(group()?.inviteCode).not.toBe(code);
  await lab.ingest();
  expect(await lab.lines()).toEqual(["Acme Outside reset the invite link: the old one no longer works"]);
  group()?.members.set(OWN, "member");
  expect(await ask(invite.GET)).toEqual(refusal("Only admins of the group can do this"));
});

describe("join requests", () => {
  const asking = async () => {
    await lab.play("group-changes", { id: group()?.id, settings: { join_approval_mode: true } });
    for (const phone of [MARTA, RAFAELA]) await lab.play("group-joins", { id: group()?.id, phone });
    await lab.ingest();
  };

  test("they are listed, let in and turned down; the pending ones are kept with the group", async () => {
    await asking();
    expect(await lab.attributes()).toMatchObject({
      pending_join_requests: [{ jid: `${MARTA}@s.whatsapp.net` }, { jid: `${RAFAELA}@s.whatsapp.net` }],
    });
    const [, { payload }] = (await ask(requests.GET)) as unknown as [number, { payload: { jid: string }[] }];
    expect(payload).toMatchObject([
      {
        jid: `${MARTA}@s.whatsapp.net`,
        phone_number: `+${MARTA}`,
        name: "Marta Quill",
        request_method: "invite_link",
        contact_id: expect.any(Number),
      },
      { jid: `${RAFAELA}@s.whatsapp.net` },
    ]);
    const one = (jid: string | undefined, action: string) => ({ participants: [jid], request_action: action });
    expect(await ask(handle.POST, one(payload[0]?.jid, "approve"))).toEqual([200, null]);
    expect(await ask(handle.POST, one(payload[1]?.jid, "reject"))).toEqual([200, null]);
    expect(await lab.members()).toMatchObject({ [MARTA]: "member" });
    await lab.ingest();
    expect((await lab.attributes()).pending_join_requests).toEqual([]);
    expect(await lab.lines()).toEqual([
      "New members need an admin's approval now",
      "Marta Quill asked to join the group",
      "Rafaela Nogueira asked to join the group",
      "Acme Outside added Marta Quill",
    ]);
  });

  test("who is no admin sees nobody; 422 for nobody, an unknown action and a request that is gone", async () => {
    await asking();
    const gone = { participants: ["12025550171"], request_action: "approve" };
    expect(await ask(handle.POST, { participants: [MARTA], request_action: "x" })).toEqual(refusal("invalid_action"));
    expect(await ask(handle.POST, { participants: [], request_action: "approve" })).toEqual(
      refusal("participants_required"),
    );
    expect(await ask(handle.POST, gone)).toEqual(refusal("This person does not ask to join any more"));
    group()?.members.set(OWN, "member");
    expect(await ask(requests.GET)).toEqual([200, { payload: [] }]);
  });
});

test("each flag is switched there and here; an unknown one is refused", async () => {
  for (const property of ["announce", "restrict", "join_approval_mode"]) {
    expect(await ask(admin.PATCH, { property, enabled: true })).toEqual([200, null]);
  }
  expect(await ask(admin.PATCH, { property: "member_add_mode", enabled: "false" })).toEqual([200, null]);
  const flags = { announce: true, restrict: true, join_approval_mode: true, member_add_mode: false };
  expect(group()?.settings).toEqual(flags);
  expect(await lab.attributes()).toMatchObject(flags);
  await lab.ingest();
  expect(await lab.lines()).toHaveLength(4);
  expect(await ask(admin.PATCH, { property: "colour", enabled: true })).toEqual(refusal("invalid_property"));
  expect((await ask(admin.PATCH, { property: "announce" }))[0]).toBe(422);
});

test("a group that was left can only be read; its conversation is resolved when the provider reports it", async () => {
  expect(await ask(leave.POST)).toEqual([200, null]);
  expect(await lab.attributes()).toMatchObject({ group_left: true });
  await lab.ingest();
  expect(await lab.attributes()).toMatchObject({ group_left: true });
  expect((await lab.lines()).slice(0, 1)).toEqual(["Acme Outside left the group with the number of this inbox"]);
  expect(await ask(metadata.PATCH, { subject: "x" })).toEqual(refusal("You are not a member of this group"));
});

test("404 for another account's group, 422 for a contact that is none, 401 for nobody", async () => {
  const stranger = (await seedAccount("Stranger")).admin.token;
  const own = await seedContact(lab.account.id, { name: "Person" });
  const handlers = [members.POST, add.POST, metadata.PATCH, invite.GET, revoke.POST, requests.GET, handle.POST];
  for (const handler of [...handlers, admin.PATCH, leave.POST] as RouteHandler[]) {
    const elsewhere = { params: { account_id: lab.account.id }, token: stranger };
    expect((await ask(handler, undefined, elsewhere))[0]).toBe(401);
    const body = handler.operation.method === "GET" ? undefined : {};
    expect((await ask(handler, body, { params: { id: 999_999 } }))[0]).toBe(404);
    expect(await ask(handler, body, { params: { id: own.id } })).toEqual(refusal("Contact is not a valid group"));
    expect((await ask(handler, undefined, { token: undefined }))[0]).toBe(401);
  }
});
