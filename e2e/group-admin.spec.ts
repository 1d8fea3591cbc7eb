import { expectNoFlaws, withoutTooltips } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import type { Desk } from "./desk.ts";
import { actOnMember, choosePerson, memberRow, openGroupPanel } from "./group-desk.ts";
import type { Customer } from "./house/customer.ts";
import type { House } from "./house/open-house.ts";
import { play } from "./house/play.ts";

test("a group is made, looked after, left and joined again @phone", async ({ house, olivia, newCustomer }) => {
  test.setTimeout(240_000);
  const { page } = olivia;
  const [ana, ben, cleo, rosa] = ["Ana Reis", "Ben Alder", "Cleo Stone", "Rosa Lind"].map(newCustomer) as [
    Customer,
    Customer,
    Customer,
    Customer,
  ];
  house.simulator.state.people.set(rosa.phone, { phone: rosa.phone, name: rosa.name, refusesGroups: true });
  await ana.writes("Put me into the tour group, please");
  await olivia.showAll(house.accountId);
  await expect(olivia.row(ana.name)).toBeVisible();
  const name = `Harbor tours ${ana.phone}`;

  await test.step("create it with a contact and a number", async () => {
    await page.getByRole("button", { name: "New conversation" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "New group" }).check();
    await dialog.getByRole("button", { name: "Create group" }).click();
    await expect(dialog.getByText("Give the group a name.")).toBeVisible();
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await choosePerson(dialog, ana.name, ana.name);
    await choosePerson(dialog, `+${ben.phone}`, `Add +${ben.phone}`);
    await expectNoFlaws(page, withoutTooltips);
    await dialog.getByRole("button", { name: "Create group" }).click();
    await expect(olivia.thread(name)).toBeVisible();
    await expect(dialog).toBeHidden();
    expect([...groupCalled(house, name).members.keys()].sort()).toEqual(
      [house.simulator.state.phone, ana.phone, ben.phone].sort(),
    );
  });
  const group = groupCalled(house, name);
  const panel = await openGroupPanel(olivia, name);
  await expect(panel.getByText("3 members, you are admin")).toBeVisible();
  await expectNoFlaws(page, withoutTooltips);

  await test.step("add members and read what became of each", async () => {
    await panel.getByRole("button", { name: "Add member" }).click();
    const dialog = page.getByRole("dialog");
    for (const { phone } of [cleo, rosa]) await choosePerson(dialog, `+${phone}`, `Add +${phone}`);
    await dialog.getByRole("button", { name: "Add 2 people" }).click();
    await expect(dialog.getByRole("heading", { name: "1 of 2 was added" })).toBeVisible();
    await expect(dialog.getByTestId("person-result").filter({ hasText: rosa.phone })).toContainText("Invite needed");
    await expectNoFlaws(page, withoutTooltips);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(memberRow(panel, cleo.phone)).toBeVisible();
  });

  await test.step("promote one, take it back, remove another", async () => {
    await actOnMember(panel, ben.phone, "Make admin");
    await expect(memberRow(panel, ben.phone)).toContainText("Admin");
    await expect.poll(() => group.members.get(ben.phone)).toBe("admin");
    await actOnMember(panel, ben.phone, "Take back admin");
    await expect(memberRow(panel, ben.phone)).not.toContainText("Admin");
    await expect.poll(() => group.members.get(ben.phone)).toBe("member");
    await actOnMember(panel, cleo.phone, "Remove from the group…");
    await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "Remove" }).click();
    await expect(memberRow(panel, cleo.phone)).toHaveCount(0);
    await expect.poll(() => group.members.has(cleo.phone)).toBe(false);
  });

  await test.step("rename and describe it", async () => {
    await panel.getByRole("button", { name: "Change Name of the group" }).click();
    await panel.getByRole("textbox", { name: "Name of the group" }).fill(`${name} II`);
    await page.keyboard.press("Enter");
    await expect.poll(() => group.name).toBe(`${name} II`);
    await panel.getByRole("button", { name: "Add a description" }).click();
    await panel.getByRole("textbox", { name: "Description" }).fill("Shifts are posted on Fridays.");
    await panel.getByRole("button", { name: "Save" }).click();
    await expect(panel.getByText("Shifts are posted on Fridays.")).toBeVisible();
    expect(group.description).toBe("Shifts are posted on Fridays.");
  });

  await test.step("switch what members can do", async () => {
    await panel.getByRole("switch", { name: "Send messages" }).uncheck();
    await expect.poll(() => group.settings.announce).toBe(true);
    await panel.getByRole("switch", { name: /^Approve new members/ }).check();
    await expect.poll(() => group.settings.join_approval_mode).toBe(true);
    const before = group.inviteCode;
    await panel.getByRole("switch", { name: "Add other members" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Only admins" }).click();
    await expect.poll(() => [group.settings.member_add_mode, group.inviteCode === before]).toEqual([false, false]);
    await expect(panel.getByRole("switch", { name: "Add other members" })).not.toBeChecked();
  });

  await test.step("see what an admin on the phone changes", async () => {
    await play(house.simulator, "group-changes", { id: group.id, member: { phone: ben.phone, change: "promote" } });
    await expect(memberRow(panel, ben.phone)).toContainText("Admin");
  });

  await test.step("show and reset the invite link", async () => {
    await expect(panel.getByTestId("invite-link")).toContainText(group.inviteCode);
    await panel.getByRole("button", { name: "QR code" }).click();
    await expect(page.getByRole("img", { name: `QR code of the invite link of ${name} II` })).toBeVisible();
    await expectNoFlaws(page, withoutTooltips);
    await page.keyboard.press("Escape");
    const before = group.inviteCode;
    await panel.getByRole("button", { name: "Reset…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Reset the link" }).click();
    await expect.poll(() => group.inviteCode === before).toBe(false);
    await expect(panel.getByTestId("invite-link")).toContainText(group.inviteCode);
  });

  await test.step("have it read again", async () => {
    await panel.getByRole("button", { name: "Sync now" }).click();
    await expect(page.getByTestId("toast").filter({ hasText: "The group is up to date" })).toBeVisible();
  });

  await test.step("leave it, and find it read only", async () => {
    await panel.getByRole("button", { name: "Leave the group…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
    await expectNoFlaws(page, withoutTooltips);
    await dialog.getByRole("button", { name: "Leave the group" }).click();
    await expect(panel.getByText("You are no longer in this group. You can read it")).toBeVisible();
    await expect(panel.getByRole("button", { name: "Add member" })).toHaveCount(0);
    await expect(panel.getByRole("switch")).toHaveCount(0);
    await panel.getByRole("button", { name: "Close details" }).click();
    await expect(page.getByTestId("composer-closed")).toContainText("You are no longer in this group");
    expect(group.members.has(house.simulator.state.phone)).toBe(false);
  });

  await test.step("join it again by its link, which its admins must allow first", async () => {
    await joinBy(olivia, house, `https://chat.whatsapp.com/${group.inviteCode}`);
    await expect(page.getByRole("dialog")).toContainText("You have asked to join");
    await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
    group.settings.join_approval_mode = false;
    await joinBy(olivia, house, group.inviteCode);
    await expect(olivia.thread(`${name} II`)).toBeVisible();
    expect(group.members.has(house.simulator.state.phone)).toBe(true);
  });
});

test("who is no admin can look, and is told why", async ({ house, olivia, newCustomer }) => {
  const { page } = olivia;
  const boss = newCustomer("Petra Holm");
  const name = `Quay watch ${boss.phone}`;
  const { id } = await play<{ id: string }>(house.simulator, "groups", { name, members: [boss.phone] });
  await play(house.simulator, "messages", { from: boss.phone, chat: id, text: "Only I speak here" });
  await play(house.simulator, "group-changes", { id, settings: { announce: true, restrict: true } });
  await olivia.showAll(house.accountId);
  await olivia.open(name);
  await expect(page.getByTestId("composer-closed")).toContainText("Only group admins may send now");
  const panel = await openGroupPanel(olivia, name);
  await expect(panel.getByText("This inbox's number is no admin of the group")).toBeVisible();
  await expect(panel.getByRole("button", { name: "Add member" })).toHaveCount(0);
  await expect(panel.getByRole("switch")).toHaveCount(0);

  await panel.getByRole("button", { name: "Change Name of the group" }).click();
  await panel.getByRole("textbox", { name: "Name of the group" }).fill("Mine now");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("toast").filter({ hasText: "only admins of the group may" })).toBeVisible();
  await expect(panel.getByText(name)).toBeVisible();

  const { phone } = house.simulator.state;
  await play(house.simulator, "group-changes", { id, member: { phone, change: "promote" } });
  await expect(panel.getByRole("button", { name: "Add member" })).toBeVisible();
  await expect(olivia.replyBox).toBeVisible();
  await panel.getByRole("button", { name: "Show the invite link" }).click();
  const link = [...house.simulator.state.groups.values()].find((group) => group.id === id)?.inviteCode;
  await expect(panel.getByTestId("invite-link")).toContainText(link ?? "no link");
});

test("a thousand members stay smooth: few rows in the page, all of them within reach", async ({ house, olivia }) => {
  const { page } = olivia;
  const members = Array.from({ length: 999 }, (_, index) => `1303777${String(1000 + index)}`);
  for (const [index, phone] of members.entries())
    house.simulator.state.people.set(phone, { phone, name: `Sailor ${index}` });
  const { id } = await play<{ id: string }>(house.simulator, "groups", { name: "Whole fleet", members });
  await play(house.simulator, "messages", { from: members[0], chat: id, text: "All aboard" });
  await olivia.showAll(house.accountId);
  await olivia.open("Whole fleet");
  const panel = await openGroupPanel(olivia, "Whole fleet");
  await expect(panel.getByText("1,000 members")).toBeVisible();
  const list = panel.getByRole("list", { name: "Members" });
  await expect(async () => {
    await list.evaluate((element) => element.parentElement?.scrollTo({ top: element.scrollHeight }));
    await expect(panel.getByText("These are all members.")).toBeVisible({ timeout: 200 });
  }).toPass({ intervals: [50] });
  expect(await panel.getByTestId("member-row").count()).toBeLessThan(40);
  await panel.getByRole("searchbox", { name: "Search members" }).fill("Sailor 998");
  await expect(panel.getByTestId("member-row")).toHaveCount(1);
  await expect(panel.getByTestId("member-row")).toContainText("Sailor 998");
  await panel.getByRole("searchbox", { name: "Search members" }).fill("Nobody");
  await expect(panel.getByText("No member called “Nobody”")).toBeVisible();
  await expectNoFlaws(page, withoutTooltips);
});

test("where an inbox keeps no group messages, a dot says that something goes on", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const { page } = olivia;
  const pilot = newCustomer("Nils Pilot");
  const name = `Silent pier ${pilot.phone}`;
  const { id } = await play<{ id: string }>(house.simulator, "groups", { name, members: [pilot.phone] });
  await play(house.simulator, "messages", { from: pilot.phone, chat: id, text: "Still heard" });
  await olivia.showAll(house.accountId);
  await olivia.open(name);
  await expect(olivia.bubble("Still heard")).toBeVisible();
  await expect(olivia.row(name).getByTestId("unread-badge")).toHaveCount(0);
  await switchGroups(house, false);
  try {
    await olivia.showAll(house.accountId);
    // Times of providers are whole seconds: what is written in the second of the last look counts as seen.
    await expect(async () => {
      await play(house.simulator, "messages", { from: pilot.phone, chat: id, text: "Not heard" });
      await expect(olivia.row(name).getByTestId("activity-dot")).toBeVisible({ timeout: 2000 });
    }).toPass();
    await olivia.open(name);
    await expect(page.getByText("Groups are switched off for Shop")).toBeVisible();
    await expect(page.getByRole("link", { name: "Switch groups on" })).toBeVisible();
    await expect(page.getByTestId("composer-closed")).toBeVisible();
    await expect(olivia.bubble("Not heard")).toHaveCount(0);
    await expectNoFlaws(page, withoutTooltips);
    await expect(olivia.row(name).getByTestId("activity-dot")).toHaveCount(0);
    await page.getByRole("button", { name: "Write a private note" }).click();
    await expect(page.getByTestId("composer-note")).toBeVisible();
  } finally {
    await switchGroups(house, true);
  }
});

async function switchGroups(house: House, isOn: boolean): Promise<void> {
  const path = `/api/v1/accounts/${house.accountId}/inboxes/${house.simulatorInboxId}`;
  const response = await fetch(`http://localhost:${process.env.E2E_PORT}${path}`, {
    method: "PATCH",
    headers: { "content-type": "application/json", api_access_token: house.olivia.token },
    body: JSON.stringify({ channel: { settings: { groups_enabled: isOn } } }),
  });
  expect(response.status).toBe(200);
}

function groupCalled(house: House, name: string) {
  const group = [...house.simulator.state.groups.values()].find((one) => one.name === name);
  if (!group) throw new Error(`The simulator has no group called ${name}`);
  return group;
}

async function joinBy(desk: Desk, house: House, link: string): Promise<void> {
  const { page } = desk;
  await desk.showAll(house.accountId);
  await page.getByRole("button", { name: "New conversation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Join by link" }).check();
  await dialog.getByLabel("Invite link").fill(link);
  await expect(dialog.getByTestId("invite-preview")).toContainText("members");
  await dialog.getByRole("button", { name: "Join", exact: true }).click();
}
