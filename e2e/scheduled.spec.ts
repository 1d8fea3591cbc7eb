import type { Locator, Page } from "@playwright/test";
import { expectNoFlaws } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import type { Desk } from "./desk.ts";
import type { Customer } from "./house/customer.ts";
import type { House } from "./house/open-house.ts";

const dialogOf = (page: Page): Locator => page.getByTestId("schedule-dialog");

/** A conversation of somebody new, open at this desk. */
async function openFor(desk: Desk, house: House, customer: Customer): Promise<void> {
  await customer.writes("Hello there");
  await desk.showAll(house.accountId);
  await desk.open(customer.name);
}

async function openDialog(desk: Desk): Promise<Locator> {
  await desk.page.getByRole("button", { name: "More ways to send" }).click();
  await desk.page.getByRole("menuitem", { name: /Schedule send/ }).click();
  await expect(dialogOf(desk.page)).toBeVisible();
  return dialogOf(desk.page);
}

async function showPanel(desk: Desk): Promise<Locator> {
  const section = desk.page.getByTestId("scheduled-section");
  const details = desk.page
    .getByRole("button", { name: /Details/ })
    .filter({ visible: true })
    .first();
  await expect(details).toBeVisible();
  // Where there is room it is open already.
  if ((await details.getAttribute("aria-expanded")) === "false") await details.click();
  await expect(section).toBeVisible();
  return section;
}

test("a reply is scheduled in plain words, waits beside the thread, in the list and in the calendar, and is sent early @phone", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Nora Pell");
  await openFor(olivia, house, customer);
  await olivia.replyBox.fill("Your order is ready, {{contact.first_name}}!");
  const dialog = await openDialog(olivia);
  await expect(dialog.getByLabel("Message", { exact: true })).toHaveValue(/Your order is ready/);
  await dialog.getByLabel("When? In your own words").fill("amanhã 9h");
  await expect(dialog.getByText(/Understood: .*9:00/)).toBeVisible();
  await dialog.getByLabel("When? In your own words").fill("in 2 hours");
  await expect(dialog.getByText(/Understood:/)).toBeVisible();
  await expectNoFlaws(olivia.page);
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(olivia.replyBox).toHaveValue("");

  const section = await showPanel(olivia);
  const card = section.getByTestId("scheduled-card").filter({ hasText: "Your order is ready, Nora!" });
  await expect(card).toContainText("Scheduled");
  await expect(card).toContainText("by you");
  await expectNoFlaws(olivia.page);

  await olivia.page.goto(`/app/accounts/${house.accountId}/scheduled`);
  const row = olivia.page.getByTestId("overview-row").filter({ hasText: customer.name });
  await expect(row).toContainText("Your order is ready, Nora!");
  await expectNoFlaws(olivia.page);
  await olivia.page.getByText("Calendar", { exact: true }).click();
  const calendar = olivia.page.getByTestId("scheduled-calendar");
  const planned = calendar.getByRole("button", { name: new RegExp(customer.name) });
  await expect(calendar).not.toHaveAttribute("aria-busy");
  // On the last evening of a week, two hours from now is the week after.
  if ((await planned.count()) === 0) await olivia.page.getByRole("button", { name: "Later", exact: true }).click();
  await expect(planned).toBeVisible();
  await expectNoFlaws(olivia.page);
  await olivia.page.getByText("List", { exact: true }).click();

  await row.getByRole("button", { name: "Actions for this message" }).click();
  await olivia.page.getByRole("menuitem", { name: "Send now" }).click();
  await olivia.page.getByRole("dialog").getByRole("button", { name: "Send now" }).click();
  await expect.poll(() => customer.receivedTexts()).toEqual(["Your order is ready, Nora!"]);
  await expect(row).toBeHidden();

  await olivia.page.getByRole("tab", { name: /Sent/ }).click();
  await row.getByRole("button", { name: "Actions for this message" }).click();
  await olivia.page.getByRole("menuitem", { name: "Go to message" }).click();
  await expect(olivia.bubble("Your order is ready, Nora!").getByTitle(/Scheduled by/)).toBeVisible();
});

test("what is due in seconds goes out once, while everybody watches", async ({ house, olivia, bia, newCustomer }) => {
  const customer = newCustomer("Otto Brandt");
  await openFor(olivia, house, customer);
  await bia.showAll(house.accountId);
  await bia.open(customer.name);
  await olivia.replyBox.fill("On its way");
  const dialog = await openDialog(olivia);
  await dialog.getByLabel("When? In your own words").fill("in 8 seconds");
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  const section = await showPanel(olivia);
  await expect(section.getByTestId("scheduled-card")).toContainText("Sent");
  await expect(olivia.bubble("On its way")).toHaveCount(1);
  await expect(bia.bubble("On its way")).toHaveAttribute("data-status", /sent|delivered|read/);
  expect(customer.receivedTexts()).toEqual(["On its way"]);
});

test("what is scheduled is edited, and a reply of the customer cancels it, with a line in the thread, for everybody @phone", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const customer = newCustomer("Petra Lund");
  await openFor(olivia, house, customer);
  await olivia.replyBox.fill("Are you still there?");
  const dialog = await openDialog(olivia);
  await dialog.getByLabel("When? In your own words").fill("tomorrow 9am");
  await dialog.getByRole("switch", { name: /Cancel if the customer replies/ }).check();
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  const section = await showPanel(olivia);
  await expect(section.getByTestId("scheduled-card")).toContainText("Scheduled");
  await bia.showAll(house.accountId);
  await bia.open(customer.name);
  const hers = (await showPanel(bia)).getByTestId("scheduled-card");
  await expect(hers).toContainText("Are you still there?");
  await section.getByRole("button", { name: "Actions for this message" }).click();
  await olivia.page.getByRole("menuitem", { name: "Edit" }).click();
  await dialog.getByLabel("Message", { exact: true }).fill("Do you still need the boat?");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(hers).toContainText("Do you still need the boat?");
  await customer.writes("Yes, I am!");
  await expect(section.getByTestId("scheduled-card")).toContainText("Customer replied");
  await expect(hers).toContainText("Customer replied");
  await expect(
    olivia.page.getByText("A scheduled message was not sent because the customer replied first"),
  ).toBeVisible();
  expect(customer.received()).toEqual([]);
});

test("a message repeats every weekday until it is stopped; leaving the dialog half done asks first", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Quinn Asher");
  await openFor(olivia, house, customer);
  const section = await showPanel(olivia);
  await section.getByRole("button", { name: "Schedule message" }).click();
  const dialog = dialogOf(olivia.page);
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  await expect(dialog.getByText("Write a message or attach a file.")).toBeVisible();
  await dialog.getByLabel("Message", { exact: true }).fill("Good morning");
  await olivia.page.keyboard.press("Escape");
  await expect(dialog.getByText("Discard what you wrote?")).toBeVisible();
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await dialog.getByRole("button", { name: "Tomorrow 08:00" }).click();
  await dialog.getByLabel("Repeat").selectOption("weekdays");
  await expect(dialog.getByTestId("schedule-runs").getByRole("listitem")).toHaveCount(5);
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  const series = section.getByTestId("series-card");
  await expect(series).toContainText("Every week: Monday to Friday");
  await expect(series).toContainText("Next:");
  await series.getByRole("button", { name: "Actions for this message" }).click();
  await olivia.page.getByRole("menuitem", { name: "Stop" }).click();
  await olivia.page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
  await expect(series).toContainText("Stopped");
  await expect(section.getByTestId("scheduled-card")).toHaveCount(0);
});
