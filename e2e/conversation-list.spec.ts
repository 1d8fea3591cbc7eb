import type { Page } from "@playwright/test";
import { expect, test } from "./browser-test.ts";
import type { Desk } from "./desk.ts";

/** Names in the order of the screen. */
const order = (page: Page): Promise<string[]> =>
  page.getByTestId("conv-item").evaluateAll((rows) =>
    rows
      .map((row) => ({ top: row.getBoundingClientRect().top, name: row.querySelector("bdi")?.textContent ?? "" }))
      .sort((a, b) => a.top - b.top)
      .map(({ name }) => name),
  );

const expectFirst = (desk: Desk, names: string[]) =>
  expect.poll(async () => (await order(desk.page)).slice(0, names.length)).toEqual(names);

test("a message brings its conversation to the top, with one more unread", async ({ house, olivia, newCustomer }) => {
  const [first, second] = [newCustomer("Ana Lobo"), newCustomer("Ben Reed")];
  await olivia.showAll(house.accountId);
  await first.writes("One");
  await second.writes("Two");
  await expectFirst(olivia, [second.name, first.name]);
  await first.writes("Three");
  await expectFirst(olivia, [first.name, second.name]);
  await expect(olivia.row(first.name).getByTestId("unread-badge")).toContainText("2 unread messages");
});

test("under the pointer the order holds, and what is new waits above", async ({ house, olivia, newCustomer }) => {
  const [first, second] = [newCustomer("Carla Dent"), newCustomer("Dora Finn")];
  await olivia.showAll(house.accountId);
  await first.writes("One");
  await second.writes("Two");
  await expectFirst(olivia, [second.name, first.name]);
  await olivia.row(second.name).hover();
  await first.writes("Three");
  const pill = olivia.page.getByRole("button", { name: "1 new above" });
  await expect(pill).toBeVisible();
  await expect(olivia.row(first.name)).toContainText("Three");
  await expectFirst(olivia, [second.name, first.name]);
  await pill.click();
  await expectFirst(olivia, [first.name, second.name]);
});

test("the list stays where it was scrolled to before the page came to life", async ({ house, olivia, newCustomer }) => {
  const { page } = olivia;
  const customers = Array.from({ length: 14 }, () => newCustomer("Hugo Vale"));
  for (const customer of customers) await customer.writes("Hello");
  await olivia.showAll(house.accountId);
  await expect(page.getByTestId("conv-list").getByRole("listitem").first()).toHaveAttribute(
    "aria-setsize",
    /^(-1|1[4-9]|\d\d)$/,
  );

  let comeToLife = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    comeToLife = resolve;
  });
  await page.route(/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  const list = page.getByTestId("conv-list");
  await expect(list.getByTestId("conv-item").first()).toBeVisible();
  await list.evaluate((element) => element.scrollTo({ top: 200 }));
  const isAlive = page.waitForEvent("websocket");
  comeToLife();
  await isAlive;
  expect(await list.evaluate((element) => element.scrollTop)).toBe(200);
});

test("what somebody else takes leaves Unassigned, and the counts follow", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const customer = newCustomer("Emil Grant");
  await customer.writes("Anybody there?");
  await olivia.showAll(house.accountId);
  await olivia.page.getByRole("tab", { name: "Unassigned" }).click();
  await expect(olivia.row(customer.name)).toBeVisible();
  const tab = olivia.page.getByRole("tab", { name: "Unassigned" });
  const waiting = Number(((await tab.textContent()) ?? "").replace(/\D/g, ""));
  await bia.showAll(house.accountId);
  await bia.open(customer.name);
  await bia.page.keyboard.press("i");
  await expect(olivia.row(customer.name)).toHaveCount(0);
  await expect(tab).toContainText(String(waiting - 1));
});

test("the open conversation that leaves the list stays in its place until the selection moves", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const [first, second] = [newCustomer("Fay Hill"), newCustomer("Gus Irwin")];
  await olivia.showAll(house.accountId);
  await first.writes("One");
  await second.writes("Two");
  await olivia.open(second.name);
  await bia.showAll(house.accountId);
  await bia.open(second.name);
  await bia.page.keyboard.press("e");
  await expect(bia.page.getByTestId("toast")).toContainText("Resolved");
  await expect(olivia.row(second.name)).toHaveAttribute("data-gone", "true");
  await expectFirst(olivia, [second.name, first.name]);
  await olivia.open(first.name);
  await expect(olivia.row(second.name)).toHaveCount(0);
});

test("from conversation to conversation, to the answer and to the end without a pointer", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const [first, second] = [newCustomer("Hal Jones"), newCustomer("Ida Keen")];
  await olivia.showAll(house.accountId);
  await first.writes("One");
  await second.writes("Two");
  await expectFirst(olivia, [second.name, first.name]);
  const { keyboard } = olivia.page;
  await keyboard.press("j");
  await expect(olivia.thread(second.name)).toBeVisible();
  await keyboard.press("j");
  await expect(olivia.thread(first.name)).toBeVisible();
  await keyboard.press("r");
  await keyboard.type("jk? I type freely");
  await expect(olivia.replyBox).toHaveValue("jk? I type freely");
  await keyboard.press("Enter");
  await expect(olivia.bubble("jk? I type freely")).toBeVisible();
  await keyboard.press("Alt+e");
  await expect(olivia.page.getByTestId("toast")).toContainText("Resolved");
  await olivia.page.getByRole("button", { name: "Undo" }).click();
  await expect(olivia.thread(first.name).getByRole("button", { name: "Resolve", exact: true })).toBeVisible();
});

test("text that was begun shows in the list, and survives a reload @phone", async ({ house, olivia, newCustomer }) => {
  const customer = newCustomer("Jon Lamb");
  await customer.writes("Hello");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);
  await olivia.replyBox.fill("I will look it up");
  await olivia.showAll(house.accountId);
  await expect(olivia.row(customer.name)).toContainText("Draft: I will look it up");
  await olivia.open(customer.name);
  await expect(olivia.replyBox).toHaveValue("I will look it up");
});

test("a filter is in the address, and a link to it shows the same", async ({ house, olivia, newCustomer }) => {
  const customer = newCustomer("Kay Moss");
  await customer.writes("Hello");
  await olivia.showAll(house.accountId);
  await expect(olivia.row(customer.name)).toBeVisible();
  await olivia.page.getByRole("button", { name: "Filter" }).click();
  await olivia.page.getByLabel("With", { exact: true }).selectOption({ label: "Groups" });
  await expect(olivia.page).toHaveURL(/type=group/);
  await expect(olivia.row(customer.name)).toHaveCount(0);
  await olivia.page.reload();
  await expect(olivia.page.getByText("No conversation fits your filters")).toBeVisible();
  await olivia.page.getByRole("button", { name: "Clear filters" }).click();
  await expect(olivia.row(customer.name)).toBeVisible();
});
