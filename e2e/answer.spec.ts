import { expect, test } from "./browser-test.ts";

test("what a customer writes appears at once, and the answer reaches their phone with a tick @phone", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Marta Quill");
  await olivia.showAll(house.accountId);
  await customer.writes("Is the blue mug back?");
  await expect(olivia.row(customer.name)).toContainText("Is the blue mug back?");
  await expect(olivia.row(customer.name).getByTestId("unread-badge")).toContainText("1");

  await olivia.open(customer.name);
  await expect(olivia.bubble("Is the blue mug back?")).toHaveAttribute("data-status", "received");
  await olivia.reply("It is, since this morning!");
  await expect(olivia.bubble("It is, since this morning!")).toHaveAttribute("data-status", "delivered");
  expect(customer.receivedTexts()).toEqual(["It is, since this morning!"]);
  await expect(olivia.replyBox).toHaveValue("");
});

test("somebody who signs in with a wrong password is told so, and nothing about the address", async ({
  house,
  page,
}) => {
  for (const email of [house.olivia.email, "nobody@example.com"]) {
    await page.goto("/app/login");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("Wrong-password-1");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("The e-mail address or the password is wrong")).toBeVisible();
  }
});
