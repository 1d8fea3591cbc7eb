import type { Locator } from "@playwright/test";
import { expect, test } from "./browser-test.ts";
import type { Desk } from "./desk.ts";
import { actOnMember, choosePerson, memberRow, openGroupPanel } from "./group-desk.ts";
import { openBaileysGroups } from "./house/baileys-groups.ts";
import type { GroupProvider, Member, OpenGroupProvider, PlayedGroup } from "./house/group-provider.ts";
import { openSimulatorGroups } from "./house/simulator-groups.ts";
import { openWhapiGroups } from "./house/whapi-groups.ts";

/** Channels with groups, and what the screen says of somebody whom nobody may add: only some providers tell why. */
const channels: { name: string; open: OpenGroupProvider; refusal: { word: string; reason: RegExp } }[] = [
  {
    name: "simulator",
    open: openSimulatorGroups,
    refusal: { word: "Invite needed", reason: /Send them the invite link/ },
  },
  { name: "whapi", open: openWhapiGroups, refusal: { word: "Not added", reason: /refused and gave no reason/ } },
  {
    name: "baileys-api",
    open: openBaileysGroups,
    refusal: { word: "Invite needed", reason: /Send them the invite link/ },
  },
];

for (const [place, { name: channel, open, refusal }] of channels.entries()) {
  test(`a group on ${channel}: created, added to, promoted, set up, asked to join, mentioned in, written to later, left`, async ({
    house,
    olivia,
  }) => {
    const provider = await open(house, `1404${place}${String(process.pid).padStart(7, "0").slice(-7)}`);
    const { page } = olivia;
    const [ana, ben, cleo, dora, rosa] = people(place);
    const name = `Harbor walk ${channel}`;
    provider.meets([ana, ben, cleo, dora, rosa]);
    try {
      await olivia.showAll(house.accountId);
      await createGroup(olivia, provider, { name, members: [ana, ben] });
      const group = () => groupOf(provider, name);
      expect([...group().members.keys()].sort()).toEqual([provider.phone, ana.phone, ben.phone].sort());
      const panel = await openGroupPanel(olivia, name);
      await expect(panel.getByText("3 members, you are admin")).toBeVisible();
      // All three can do everything with groups: nothing is missing, so nothing is said.
      await expect(panel.getByTestId("group-limits")).toHaveCount(0);

      provider.refuses(rosa);
      await test.step("who cannot be added is said, with what the provider tells of the reason", async () => {
        await panel.getByRole("button", { name: "Add member" }).click();
        const dialog = page.getByRole("dialog");
        for (const { phone } of [cleo, rosa]) await choosePerson(dialog, `+${phone}`, `Add +${phone}`);
        await dialog.getByRole("button", { name: "Add 2 people" }).click();
        await expect(dialog.getByRole("heading", { name: "1 of 2 was added" })).toBeVisible();
        const refused = dialog.getByTestId("person-result").filter({ hasText: rosa.phone });
        await expect(refused).toContainText(refusal.word);
        await expect(refused).toContainText(refusal.reason);
        await dialog.getByRole("button", { name: "Done" }).click();
        await expect(memberRow(panel, cleo.phone)).toBeVisible();
        expect([...group().members.keys()]).not.toContain(rosa.phone);
      });

      await test.step("promote", async () => {
        await actOnMember(panel, ben.phone, "Make admin");
        await expect(memberRow(panel, ben.phone)).toContainText("Admin");
        await expect.poll(() => group().members.get(ben.phone)).toBe("admin");
      });

      await test.step("settings", async () => {
        await panel.getByRole("switch", { name: "Send messages" }).uncheck();
        await expect.poll(() => group().onlyAdminsWrite).toBe(true);
        await panel.getByRole("switch", { name: "Send messages" }).check();
        await expect.poll(() => group().onlyAdminsWrite).toBe(false);
        await panel.getByRole("switch", { name: /^Approve new members/ }).check();
        await expect.poll(() => group().approvesNew).toBe(true);
      });

      await test.step("a join request comes in, and is granted", async () => {
        await provider.asksToJoin(group().id, dora);
        await panel.getByRole("button", { name: /^Let .* in$/ }).click();
        await expect(memberRow(panel, dora.phone)).toBeVisible();
        await expect(panel.getByTestId("join-request")).toHaveCount(0);
        await expect.poll(() => group().members.get(dora.phone)).toBe("member");
      });

      await test.step("a member mentions us, and is mentioned in the answer", async () => {
        await provider.writes(group().id, ana, `@us and @${ben.phone}, who has the map?`);
        await expect(olivia.bubble("who has the map?").locator(".bg-highlight")).toHaveText("@You");
        await expect(olivia.bubble("who has the map?")).toContainText(ana.name);
        await olivia.replyBox.pressSequentially("I have it, @ana");
        const list = page.getByRole("listbox", { name: "Group members" });
        await expect(list.getByRole("option")).toHaveText([new RegExp(ana.name)]);
        await olivia.replyBox.press("Enter");
        await olivia.replyBox.press("Enter");
        const { inText, inList } = provider.mention(ana);
        await expect
          .poll(() => provider.sentTo(group().id))
          .toEqual([{ text: `I have it, @${inText}`, mentions: [inList] }]);
        await expect(olivia.bubble("I have it")).toHaveAttribute("data-status", "delivered");
        await expect(olivia.bubble("I have it")).toHaveCount(1);
      });

      await test.step("a message that was planned goes out", async () => {
        await olivia.replyBox.fill("We start now");
        // Counted from the typing: the button must be pressed before.
        await schedule(olivia, "in 8 seconds");
        await expect.poll(() => provider.sentTo(group().id).map(({ text }) => text)).toContain("We start now");
        await expect(olivia.bubble("We start now")).toHaveCount(1);
      });

      await test.step("leave, and find it read only", async () => {
        await panel.getByRole("button", { name: "Leave the group…" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Leave the group" }).click();
        await expect(panel.getByText("You are no longer in this group. You can read it")).toBeVisible();
        await expect(panel.getByRole("switch")).toHaveCount(0);
        await expect(page.getByTestId("composer-closed")).toContainText("You are no longer in this group");
        expect(group().members.has(provider.phone)).toBe(false);
      });
      expect(provider.problems()).toEqual([]);
    } finally {
      await provider.close();
    }
  });
}

type People = [Member, Member, Member, Member, Member];

/** Numbers of their own for each channel: contacts are the account's. */
const people = (place: number): People =>
  ["Ana Reis", "Ben Alder", "Cleo Stone", "Dora Vale", "Rosa Lind"].map((name, index) => ({
    name: `${name} J${place}`,
    phone: `1303555${place}${String(100 + index)}`,
  })) as People;

function groupOf(provider: GroupProvider, name: string): PlayedGroup {
  const group = provider.group(name);
  if (!group) throw new Error(`The provider has no group called ${name}`);
  return group;
}

async function createGroup(
  desk: Desk,
  provider: GroupProvider,
  { name, members }: { name: string; members: Member[] },
): Promise<void> {
  const { page } = desk;
  await page.getByRole("button", { name: "New conversation" }).click();
  const dialog: Locator = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "New group" }).check();
  await dialog.getByLabel("From", { exact: true }).selectOption({ label: provider.inboxName });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  for (const { phone } of members) await choosePerson(dialog, `+${phone}`, `Add +${phone}`);
  await dialog.getByRole("button", { name: "Create group" }).click();
  await expect(desk.thread(name)).toBeVisible();
  await expect(dialog).toBeHidden();
}

async function schedule({ page }: Desk, when: string): Promise<void> {
  await page.getByRole("button", { name: "More ways to send" }).click();
  await page.getByRole("menuitem", { name: /Schedule send/ }).click();
  const dialog = page.getByTestId("schedule-dialog");
  await dialog.getByLabel("When? In your own words").fill(when);
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  await expect(dialog).toBeHidden();
}
