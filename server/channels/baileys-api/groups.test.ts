import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeBaileysApi, startFakeBaileysApi } from "../testing/fake-baileys-api.ts";
import { startNetworkRuntime } from "../testing/start-network-runtime.ts";
import { actions } from "./actions.ts";
import { groups } from "./groups.ts";
import { type BaileysApiSettings, baileysApiSettings } from "./settings.ts";

let runtime: { close(): Promise<void> };
let fake: FakeBaileysApi;
let settings: BaileysApiSettings;

const group = "120363025550140017";
const jid = `${group}@g.us`;
const ann = { phone: "+12025550143", lid: "980344979568028" };
const ben = { phone: "+12025550155" };

beforeAll(() => {
  runtime = startNetworkRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  fake = await startFakeBaileysApi();
  settings = baileysApiSettings.parse({
    provider_url: fake.baseUrl,
    api_key: fake.apiKey,
    phone_number: "+12025550100",
  });
  await actions.subscribe({ url: "https://inbox.example.com/hook", headers: {}, secret: "s3cret-of-it" }, settings);
  const participants = [{ id: `${ann.lid}@lid`, phoneNumber: "12025550143@s.whatsapp.net", admin: null }];
  fake.state.groups.set(jid, { id: jid, subject: "Wholesale", participants });
});
afterEach(async () => {
  expect(fake.requests.flatMap(({ problems }) => problems)).toEqual([]);
  await fake.close();
});

const stored = () => fake.state.groups.get(jid);

describe("groups", () => {
  it("are made with people by number, and say who could not be taken in", async () => {
    fake.state.refusedPeople.set("12025550155@s.whatsapp.net", "403");
    const { groupId, results } = await groups.create({ subject: "New", people: [ann, ben] }, settings);
    expect(groupId).toMatch(/^\d+@g\.us$/);
    expect(results).toMatchObject([
      { person: ann, ok: true },
      { person: ben, ok: false, code: "403", reason: expect.stringContaining("invitation") },
    ]);
    await expect(groups.create({ subject: "x".repeat(101), people: [ann] }, settings)).rejects.toMatchObject({
      kind: "refused",
    });
  });

  it("take in, remove, promote and demote people one by one, with a result for each", async () => {
    fake.state.refusedPeople.set("12025550199@s.whatsapp.net", "404");
    const added = { what: "add", people: [ben, { phone: "+12025550199" }, ben] } as const;
    expect(await groups.changeMembers(group, { ...added, people: [...added.people] }, settings)).toMatchObject([
      { ok: true },
      { ok: false, code: "404", reason: expect.stringContaining("not on WhatsApp") },
      { ok: false, code: "409", reason: expect.stringContaining("already") },
    ]);
    expect(await groups.changeMembers(group, { what: "promote", people: [ann] }, settings)).toEqual([
      { person: ann, ok: true },
    ]);
    expect(stored()?.participants[0]).toMatchObject({ id: `${ann.lid}@lid`, admin: "admin" });
    await groups.changeMembers(group, { what: "demote", people: [ann] }, settings);
    expect(stored()?.participants[0]).toMatchObject({ admin: null });
    await groups.changeMembers(group, { what: "remove", people: [ann] }, settings);
    expect(stored()?.participants).toHaveLength(1);
  });

  it("keep what was done when the gateway goes away in between, and fail when nothing was", async () => {
    fake.fail({ match: /group-participants/, status: 500 });
    await expect(groups.changeMembers(group, { what: "add", people: [ben] }, settings)).rejects.toMatchObject({
      kind: "temporary",
    });
    const waiting = groups.changeMembers(group, { what: "add", people: [ben, { providerId: "" }] }, settings);
    expect(await waiting).toMatchObject([{ ok: true }, { ok: false, reason: expect.stringContaining("no number") }]);
  });

  it("change name, description and picture; an empty description is deleted", async () => {
    await groups.changeInfo(group, { subject: "Retail", description: "Daily" }, settings);
    expect(stored()).toMatchObject({ subject: "Retail", desc: "Daily" });
    await groups.changeInfo(group, { description: "" }, settings);
    expect(stored()).not.toHaveProperty("desc");
    const long = groups.changeInfo(group, { description: "x".repeat(2049) }, settings);
    await expect(long).rejects.toMatchObject({ kind: "refused" });
    await groups.changePicture(group, { bytes: Buffer.from("picture"), contentType: "image/png" }, settings);
    expect((await groups.picture(group, settings))?.bytes.toString()).toBe("picture");
    expect(await groups.picture("120363025550140099", settings)).toBeNull();
  });

  it.each([true, false])("switch every flag to %s", async (isOn) => {
    const all = { announce: isOn, restrict: isOn, join_approval_mode: isOn, member_add_mode: isOn };
    await groups.changeSettings(group, all, settings);
    expect(stored()).toMatchObject({ announce: isOn, restrict: isOn, joinApprovalMode: isOn, memberAddMode: isOn });
    await groups.changeSettings(group, {}, settings);
  });

  it("have an invite link that can be made anew and joined by, with or without approval", async () => {
    const first = await groups.inviteCode(group, settings);
    expect(await groups.inviteCode(group, settings)).toBe(first);
    const second = await groups.resetInvite(group, settings);
    expect(second).not.toBe(first);
    expect(await groups.join(second, settings)).toEqual({ groupId: jid });
    await groups.changeSettings(group, { join_approval_mode: true }, settings);
    expect(await groups.join(second, settings)).toEqual({ groupId: null });
    await expect(groups.join(first, settings)).rejects.toMatchObject({ isChannelError: true });
  });

  it("list who asks to join, and answer", async () => {
    const request = { jid: "717556083698678@lid", phone_number: "12025550163@s.whatsapp.net" };
    fake.state.requests.set(jid, [{ ...request, request_time: "1780495987", request_method: "invite_link" }]);
    expect(await groups.joinRequests(group, settings)).toEqual([
      {
        person: {
          identities: [
            { kind: "phone", value: "+12025550163" },
            { kind: "lid", value: "717556083698678" },
          ],
        },
        at: 1780495987000,
        method: "invite_link",
      },
    ]);
    const people = [{ phone: "+12025550163", lid: "717556083698678" }];
    expect(await groups.answerJoinRequests(group, { what: "approve", people }, settings)).toMatchObject([{ ok: true }]);
    expect(await groups.joinRequests(group, settings)).toEqual([]);
    expect(await groups.answerJoinRequests(group, { what: "reject", people }, settings)).toMatchObject([{ ok: false }]);
  });

  it("answer somebody of whom only the number is known by the hidden id that the group has for them", async () => {
    const request = { jid: "717556083698678@lid", phone_number: "12025550163@s.whatsapp.net" };
    fake.state.requests.set(jid, [{ ...request, request_time: "1780495987", request_method: "invite_link" }]);
    const people = [{ phone: "+12025550163" }, { phone: "+12025550164" }];
    expect(await groups.answerJoinRequests(group, { what: "approve", people }, settings)).toMatchObject([
      { ok: true },
      { ok: false, code: "404" },
    ]);
    const asked = fake.requests.filter(({ path }) => path.endsWith("/group-request-participants-update"));
    expect(asked.map(({ body }) => (body as { participants: string[] }).participants)).toEqual([
      ["717556083698678@lid"],
      ["12025550164@s.whatsapp.net"],
    ]);
  });

  it("can be left", async () => {
    await groups.leave(group, settings);
    expect(fake.state.left).toEqual([jid]);
  });
});
