import { expect, test } from "./browser-test.ts";
import { play } from "./house/play.ts";

test("a send that the provider refuses says why, and Retry delivers it exactly once @phone", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Greta Solberg");
  await customer.writes("Are you there?");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);

  await play(house.simulator, "switches", { failWith: 403 });
  await olivia.reply("Yes, we are!");
  const bubble = olivia.bubble("Yes, we are!");
  await expect(bubble).toHaveAttribute("data-status", "failed");
  await expect(bubble).toContainText("This recipient has blocked you");
  expect(customer.received()).toEqual([]);

  await play(house.simulator, "switches", { failWith: 0 });
  await bubble.getByRole("button", { name: "Retry" }).click();
  await expect(bubble).toHaveAttribute("data-status", "delivered");
  await expect(bubble).toHaveCount(1);
  expect(customer.receivedTexts()).toEqual(["Yes, we are!"]);
});

test("a provider that comes back after a while gets the message once, without anybody's help", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Tobias Fenn");
  await customer.writes("Where is my parcel?");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);

  await play(house.simulator, "switches", { loseAnswers: true });
  await olivia.reply("In the van.");
  await expect.poll(() => customer.receivedTexts()).toEqual(["In the van."]);
  await play(house.simulator, "switches", { loseAnswers: false });
  await expect(olivia.bubble("In the van.")).toHaveAttribute("data-status", "delivered");
  await expect(olivia.bubble("In the van.")).toHaveCount(1);
  expect(customer.receivedTexts()).toEqual(["In the van."]);
});
