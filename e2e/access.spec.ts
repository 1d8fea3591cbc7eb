import { expect, test } from "./browser-test.ts";
import { Desk } from "./desk.ts";
import type { Customer } from "./house/customer.ts";
import { createPerson, type House, type Person } from "./house/open-house.ts";
import { runAdmin } from "./house/run-admin.ts";

const newAgent = { name: "Caio Prado", role: "agent" } as const;

test("who may not see a conversation learns nothing from its address, neither inside the account nor outside", async ({
  browser,
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Farah Winslow");
  const address = await addressOf(customer, { house, olivia });
  const { id: otherAccount } = await runAdmin<{ id: number }>(["account:create", "--name", "Elsewhere"]);
  const caio = await createPerson(house.accountId, { ...newAgent, email: `caio-${customer.phone}@example.com` });
  const zoe = await createPerson(otherAccount, { ...newAgent, email: `zoe-${customer.phone}@example.com` });
  const outsiders: [Person, string][] = [
    [caio, "You don't have access to this"],
    [zoe, "This page does not exist"],
  ];
  for (const [person, title] of outsiders) {
    const context = await browser.newContext();
    const desk = new Desk(await context.newPage());
    await desk.signIn(person);
    await desk.page.goto(address);
    await expect(desk.page.getByText(title).first()).toBeVisible();
    await expect(desk.page.getByText(customer.name)).toHaveCount(0);
    await expect(desk.page.getByText("A secret recipe")).toHaveCount(0);
    await context.close();
  }
});

test("a link opened while signed out leads to sign-in and then to the conversation @phone", async ({
  browser,
  house,
  olivia,
  newCustomer,
}) => {
  const customer = newCustomer("Jonah Pell");
  const address = await addressOf(customer, { house, olivia });
  const context = await browser.newContext();
  const settings = await context.request.get(`/app/accounts/${house.accountId}/settings/inboxes`);
  expect(settings.status()).toBe(200);
  const desk = new Desk(await context.newPage());
  await desk.page.goto(address);
  await desk.page.waitForURL(/\/app\/login/);
  await desk.page.getByLabel("E-mail address").fill(house.bia.email);
  await desk.page.getByLabel("Password", { exact: true }).fill("Harbor-Lane-1");
  await desk.page.getByRole("button", { name: "Sign in" }).click();
  await expect(desk.bubble("A secret recipe")).toBeVisible();
  await context.close();
});

/** The customer writes, Olivia opens the conversation. @returns its path */
async function addressOf(customer: Customer, { house, olivia }: { house: House; olivia: Desk }): Promise<string> {
  await customer.writes("A secret recipe");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);
  await olivia.page.waitForURL(/\/conversations\/\d+/);
  return new URL(olivia.page.url()).pathname;
}
