import { expect, test } from "./browser-test.ts";
import { PASSWORD } from "./house/open-house.ts";

test("somebody without a mouse signs in, answers, takes the conversation and resolves it", async ({
  house,
  page,
  newCustomer,
}) => {
  const customer = newCustomer("Devon Ash");
  await customer.writes("Do you also sell filters?");
  const { keyboard } = page;

  await page.goto("/app/login");
  await expect(page.getByLabel("E-mail address")).toBeFocused();
  await keyboard.type(house.olivia.email);
  await keyboard.press("Tab");
  while (!(await page.getByLabel("Password", { exact: true }).evaluate((field) => field === document.activeElement)))
    await keyboard.press("Tab");
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");

  await expect(page.getByRole("tab", { name: "Mine", selected: true })).toBeVisible();
  await keyboard.press("Alt+n");
  await expect(page.getByRole("tab", { name: "Unassigned", selected: true })).toBeVisible();
  await expect(page.getByTestId("conv-item").first()).toContainText(customer.name);
  await keyboard.press("j");
  await expect(page.getByRole("region", { name: `Conversation with ${customer.name}` })).toBeVisible();

  await keyboard.press("r");
  await expect(page.getByTestId("composer-reply")).toBeFocused();
  await keyboard.type("jk? Paper ones, yes.");
  await keyboard.press("Enter");
  await expect(page.getByTestId("bubble").filter({ hasText: "jk? Paper ones, yes." })).toHaveAttribute(
    "data-status",
    "delivered",
  );
  expect(customer.receivedTexts()).toEqual(["jk? Paper ones, yes."]);

  await keyboard.press("Escape");
  await keyboard.press("i");
  await expect(page.getByRole("button", { name: `Assignee: ${house.olivia.name}` }).first()).toBeVisible();
  await keyboard.press("e");
  await expect(page.getByRole("button", { name: "Reopen", exact: true })).toBeVisible();
});
