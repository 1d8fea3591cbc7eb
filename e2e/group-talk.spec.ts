import { expectNoFlaws, withoutTooltips } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import type { Customer } from "./house/customer.ts";
import { play } from "./house/play.ts";

test("three members write in a group; one is mentioned, one reacted to, one quoted, and it shows who has read the answer @phone", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const { page } = olivia;
  const { simulator } = house;
  const [iris, leo, nora] = ["Iris Early", "Leo Late", "Nora Pell"].map(newCustomer) as [Customer, Customer, Customer];
  const name = `Night shift ${iris.phone}`;
  const members = [iris, leo, nora].map(({ phone }) => phone);
  const { id } = await play<{ id: string }>(simulator, "groups", { name, members });
  const says = (from: Customer, text: string) =>
    play<{ id: string }>(simulator, "messages", { from: from.phone, chat: id, text });
  for (const desk of [olivia, bia]) await desk.showAll(house.accountId);
  await says(iris, "Who locks up?");
  const key = await says(leo, "Not me, I have no key");
  await says(nora, "Neither have I");
  for (const desk of [olivia, bia]) {
    await desk.open(name);
    for (const [person, text] of [
      [iris, "Who locks up?"],
      [leo, "Not me, I have no key"],
      [nora, "Neither have I"],
    ] as const)
      await expect(desk.bubble(text)).toContainText(person.name);
  }

  await test.step("react to one", async () => {
    await olivia.bubble("Neither have I").hover();
    await olivia.bubble("Neither have I").getByRole("button", { name: "React", exact: true }).click();
    await page.getByRole("button", { name: "React with 👍" }).click();
    await expect(bia.bubble("Neither have I")).toContainText("👍");
  });

  await test.step("quote another, and mention the third", async () => {
    await olivia.bubble("Not me").hover();
    await olivia.bubble("Not me").getByRole("button", { name: "Quote" }).click();
    await olivia.replyBox.pressSequentially("I do, at ten, @iris");
    await expect(page.getByRole("listbox", { name: "Group members" }).getByRole("option")).toHaveText([
      new RegExp(iris.name),
    ]);
    await olivia.replyBox.press("Enter");
    await olivia.replyBox.press("Enter");
    for (const desk of [olivia, bia]) {
      await expect(desk.bubble("I do, at ten")).toContainText(`@${iris.name}`);
      await expect(desk.bubble("I do, at ten")).toContainText("Not me, I have no key");
    }
    await expect(olivia.bubble("I do, at ten")).toHaveAttribute("data-status", "delivered");
    const sent = [...simulator.state.messages.values()].find(({ text }) => text?.startsWith("I do, at ten"));
    expect(sent).toMatchObject({ text: `I do, at ten, @${iris.phone}`, mentions: [iris.phone], quoted_id: key.id });
    await play(simulator, "receipts", { message_id: sent?.id, phone: iris.phone, status: "read" });
  });

  await test.step("see who has read it", async () => {
    await olivia.bubble("I do, at ten").hover();
    await olivia.bubble("I do, at ten").getByRole("button", { name: "More actions on this message" }).click();
    await page.getByRole("menuitem", { name: "Message info" }).click();
    const dialog = page.getByRole("dialog", { name: "Message info" });
    await expect(dialog.getByRole("region", { name: "Read by 1 of 3" })).toContainText(iris.name);
    await expect(dialog.getByRole("region", { name: "Delivered to 2 more" })).toContainText(leo.name);
    await expectNoFlaws(page, withoutTooltips);
  });
});
