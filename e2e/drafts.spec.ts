import { expect, test } from "./browser-test.ts";

test("a half-written answer and a note survive reload and a look at another conversation @phone", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const [one, other] = [newCustomer("Ivy Castellan"), newCustomer("Rowan Pike")];
  await one.writes("Do you have decaf?");
  await other.writes("May I visit you?");
  await olivia.showAll(house.accountId);
  await olivia.open(one.name);
  await olivia.replyBox.fill("We do, and it");
  await olivia.page.getByRole("button", { name: "Private note" }).click();
  await olivia.page.getByTestId("composer-note").fill("Regular customer");

  await olivia.page.reload();
  await expect(olivia.page.getByTestId("composer-note")).toHaveValue("Regular customer");
  await olivia.page.getByRole("button", { name: "Reply", exact: true }).click();
  await expect(olivia.replyBox).toHaveValue("We do, and it");

  await olivia.showAll(house.accountId);
  await expect(olivia.row(one.name)).toContainText("Draft:");
  await olivia.open(other.name);
  await expect(olivia.replyBox).toHaveValue("");
  await olivia.page.goBack();
  await olivia.open(one.name);
  await expect(olivia.replyBox).toHaveValue("We do, and it");
});
