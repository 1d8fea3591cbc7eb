import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeWhapi, startFakeWhapi } from "../testing/fake-whapi.ts";
import { startNetworkRuntime } from "../testing/start-network-runtime.ts";
import { groups } from "./groups.ts";
import type { WhapiSettings } from "./settings.ts";

let runtime: ReturnType<typeof startNetworkRuntime>;
let fake: FakeWhapi;
let settings: WhapiSettings;

const GROUP = "120363025550140017";
const ID = `${GROUP}@g.us`;
const MARTA = { phone: "+12025550143" };
const DEVON = { phone: "+12025550155" };
const HIDDEN = { lid: "181234567890123" };

beforeAll(() => {
  runtime = startNetworkRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  fake = await startFakeWhapi();
  settings = { base_url: fake.baseUrl, token: fake.token, phone_number: "+12025550100", groups_enabled: true };
  fake.state.groups.set(ID, {
    id: ID,
    name: "Wholesale",
    type: "group",
    timestamp: 1,
    participants: [{ id: "12025550155", rank: "member" }],
  });
  fake.state.inviteCodes.set(ID, "FirstInviteCode1234567");
});
afterEach(async () => {
  // Whatever a test asked for, the provider's description allows it.
  expect(fake.requests.flatMap(({ problems }) => problems)).toEqual([]);
  await fake.close();
});

const ranks = () =>
  Object.fromEntries((fake.state.groups.get(ID)?.participants ?? []).map(({ id, rank }) => [id, rank]));

describe("people", () => {
  it("makes a group and says who could not be put into it", async () => {
    fake.state.unreachable.add("12025550143");
    const made = await groups.create({ subject: "Fair", people: [MARTA, DEVON, HIDDEN] }, settings);
    expect(made.groupId).toMatch(/^\d+@g\.us$/);
    expect(made.results.map(({ ok }) => ok)).toEqual([false, true, false]);
    await expect(groups.create({ subject: "Fair", people: [HIDDEN] }, settings)).rejects.toMatchObject({
      kind: "refused",
      message: "None of these people has a phone number",
    });
  });

  it("adds, promotes, demotes and removes", async () => {
    expect(await groups.changeMembers(GROUP, { what: "add", people: [MARTA] }, settings)).toEqual([
      { person: MARTA, ok: true },
    ]);
    await groups.changeMembers(GROUP, { what: "promote", people: [MARTA] }, settings);
    expect(ranks()).toEqual({ "12025550155": "member", "12025550143": "admin" });
    await groups.changeMembers(GROUP, { what: "demote", people: [MARTA] }, settings);
    expect(ranks()).toMatchObject({ "12025550143": "member" });
    await groups.changeMembers(GROUP, { what: "remove", people: [MARTA] }, settings);
    expect(ranks()).toEqual({ "12025550155": "member" });
  });

  it("says of each what became of it, also when one who is in already makes the whole call fall", async () => {
    fake.state.unreachable.add("12025550171");
    const wish = { what: "add", people: [DEVON, MARTA, { phone: "+12025550171" }, HIDDEN] } as const;
    const results = await groups.changeMembers(GROUP, { ...wish, people: [...wish.people] }, settings);
    expect(results).toMatchObject([
      { person: DEVON, ok: false, code: "409" },
      { person: MARTA, ok: true },
      { ok: false, reason: "The provider could not do this for this person" },
      { person: HIDDEN, ok: false, reason: "The provider only takes people whose phone number is known" },
    ]);
  });

  it("fails with the provider's words", async () => {
    fake.fail({ status: 403, body: { error: { code: 403, message: "You are not an admin" } } });
    await expect(groups.changeMembers(GROUP, { what: "remove", people: [DEVON] }, settings)).rejects.toMatchObject({
      kind: "refused",
      code: "403",
      message: "You are not an admin",
    });
  });
});

describe("the group itself", () => {
  it("changes name, description and picture, and reads the picture", async () => {
    await groups.changeInfo(GROUP, { subject: "Retail", description: "" }, settings);
    expect(fake.state.groups.get(ID)).toMatchObject({ name: "Retail", description: "" });
    expect(await groups.picture(GROUP, settings)).toBeNull();
    await groups.changePicture(GROUP, { bytes: Buffer.from([1, 2, 3]), contentType: "image/jpeg" }, settings);
    expect((await groups.picture(GROUP, settings))?.bytes).toEqual(Buffer.from([1, 2, 3]));
  });

  it("switches each flag, on and off, in the provider's words", async () => {
    await groups.changeSettings(GROUP, { announce: true, restrict: false }, settings);
    await groups.changeSettings(GROUP, { join_approval_mode: true, member_add_mode: true }, settings);
    expect(fake.state.groupSettings.map(({ setting, policy }) => [setting, policy])).toEqual([
      ["send_messages", "admins"],
      ["edit_group_info", "anyone"],
      ["approve_participants", "admins"],
      ["add_participants", "anyone"],
    ]);
  });

  it("shows the invite link, makes a new one, joins by it and leaves", async () => {
    expect(await groups.inviteCode(GROUP, settings)).toBe("FirstInviteCode1234567");
    expect(await groups.resetInvite(GROUP, settings)).toBe("OtherInviteCode1234567");
    expect(await groups.join("OtherInviteCode1234567", settings)).toEqual({ groupId: ID });
    await expect(groups.join("FirstInviteCode1234567", settings)).rejects.toMatchObject({ kind: "refused" });
    await groups.leave(GROUP, settings);
    expect(fake.state.left).toEqual([ID]);
  });

  it("lists join requests and answers them one by one", async () => {
    const asked = { request_method: "InviteLink", timestamp: 1_700_000_000 };
    fake.state.applications.set(ID, [
      { chatId: "12025550143@s.whatsapp.net", ...asked },
      { chatId: "181234567890123@lid", ...asked },
    ]);
    expect(await groups.joinRequests(GROUP, settings)).toEqual([
      {
        person: { identities: [{ kind: "phone", value: "+12025550143" }] },
        at: 1_700_000_000_000,
        method: "InviteLink",
      },
      {
        person: { identities: [{ kind: "lid", value: "181234567890123" }] },
        at: 1_700_000_000_000,
        method: "InviteLink",
      },
    ]);
    const people = [MARTA, HIDDEN, DEVON];
    expect(await groups.answerJoinRequests(GROUP, { what: "approve", people }, settings)).toEqual([
      { person: MARTA, ok: true },
      { person: HIDDEN, ok: true },
      { person: DEVON, ok: false, reason: "Application not found" },
    ]);
  });
});
