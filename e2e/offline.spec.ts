import { expect, test } from "./browser-test.ts";

const numbers = Array.from({ length: 20 }, (_, index) => `Answer ${String(index + 1).padStart(2, "0")}`);

test("what is written without a connection waits, and arrives once and in order afterwards @phone", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Noor Haddadi");
  await customer.writes("I have moved");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);

  await olivia.page.context().setOffline(true);
  await expect(olivia.banner).toContainText("Reconnecting");
  for (const text of numbers) await olivia.reply(text);
  await expect(olivia.bubble("Answer 20")).toHaveAttribute("data-status", "sending");
  expect(customer.received()).toEqual([]);

  await olivia.page.context().setOffline(false);
  await expect.poll(() => customer.receivedTexts(), { timeout: 30_000 }).toEqual(numbers);
  await expect(olivia.bubble("Answer 20")).toHaveAttribute("data-status", "delivered");
  await expect(olivia.bubble("Answer 20")).toHaveCount(1);
  await expect(olivia.banner).toHaveCount(0);
});

test("who was offline sees what a colleague answered meanwhile, and reviews before sending", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const customer = newCustomer("Amara Osei");
  await customer.writes("Can I pause my subscription?");
  for (const desk of [olivia, bia]) {
    await desk.showAll(house.accountId);
    await desk.open(customer.name);
  }
  await olivia.replyBox.fill("Sure, from when?");
  await olivia.page.context().setOffline(true);
  await expect(olivia.banner).toContainText("Reconnecting");
  await bia.reply("It is paused until May.");
  await expect(bia.bubble("It is paused until May.")).toHaveAttribute("data-status", "delivered");

  await olivia.page.context().setOffline(false);
  await expect(olivia.bubble("It is paused until May.")).toBeVisible();
  await expect(olivia.sendButton).toHaveText("Review and send");
  await olivia.sendButton.click();
  const review = olivia.page.getByRole("dialog");
  await expect(review).toContainText("It is paused until May.");
  await review.getByRole("button", { name: "Send anyway" }).click();
  await expect(olivia.bubble("Sure, from when?")).toHaveAttribute("data-status", "delivered");
  expect(customer.receivedTexts()).toEqual(["It is paused until May.", "Sure, from when?"]);
});
