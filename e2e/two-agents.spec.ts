import { expect, test } from "./browser-test.ts";

test("of two who claim a conversation at once one gets it, and the other learns who @phone", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const customer = newCustomer("Hana Brightwater");
  await customer.writes("My card was charged twice");
  for (const desk of [olivia, bia]) {
    await desk.showAll(house.accountId);
    await desk.open(customer.name);
  }
  // Olivia clicks first, but her request takes the slower road.
  const { promise: biaHasIt, resolve: letOliviaGo } = Promise.withResolvers<void>();
  await olivia.page.route("**/assignments**", async (route) => {
    await biaHasIt;
    await route.continue();
  });
  await olivia.page
    .getByRole("button", { name: /^Assignee:/ })
    .first()
    .click();
  await olivia.page.getByRole("button", { name: "Assign to me" }).click();
  await bia.page.keyboard.press("i");
  await expect(bia.assignee("Bia Fontes")).toBeVisible();
  letOliviaGo();

  await expect(olivia.page.getByRole("alert").filter({ hasText: "Bia Fontes took this conversation" })).toBeVisible();
  await expect(olivia.assignee("Bia Fontes")).toBeVisible();
});

test("colleagues see that somebody else has the conversation open @phone", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const customer = newCustomer("Kenji Morrow");
  await customer.writes("My grinder is loud");
  for (const desk of [olivia, bia]) {
    await desk.showAll(house.accountId);
    await desk.open(customer.name);
  }
  await expect(olivia.page.getByTestId("viewers")).toContainText("Bia");
});
