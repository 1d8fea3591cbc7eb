import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import { Customer } from "./house/customer.ts";
import { createPerson } from "./house/open-house.ts";

test("a mention in a note reaches a colleague: bell, list of notifications, list of mentions, highlighted note", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const customer = newCustomer("Dina Halloway");
  await customer.writes("Where is my order?");
  await bia.page.goto(`/app/accounts/${house.accountId}/dashboard?assignee=all`);
  await expect(bia.row(customer.name)).toBeVisible();
  // Whoever the conversation went to by itself was told so.
  await readEverything(house.accountId, house.bia.token);
  await expect(bia.page.getByTestId("bell-count")).toHaveCount(0);

  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);
  await olivia.page.keyboard.press("Alt+p");
  const note = olivia.page.getByTestId("composer-note");
  await note.pressSequentially("Please look @bi");
  const options = olivia.page.getByRole("listbox", { name: "Colleagues and teams" }).getByRole("option");
  await expect(options).toHaveText([/Bia Fontes/]);
  // Enter chooses and does not send.
  await note.press("Enter");
  await expect(note).toHaveValue("Please look @Bia Fontes ");
  await expect(olivia.bubble("Please look")).toHaveCount(0);
  await note.press("Enter");
  await expect(olivia.bubble("Please look @Bia Fontes")).toBeVisible();

  await expect(bia.page.getByTestId("bell-count")).toContainText("1");
  await expect(bia.page).toHaveTitle(/^\(1\) /);
  await bia.page.getByTestId("bell").click();
  const told = bia.page.getByTestId("notification");
  await expect(told).toContainText("Olivia Marsh mentioned you");
  await expect(told).toContainText("Please look @Bia Fontes");
  await expectAccessible(bia.page, { include: "[role=dialog]" });
  await told.getByRole("link").click();
  await expect(bia.bubble("Please look")).toBeVisible();
  await expect(bia.bubble("Please look").locator(".bg-highlight")).toHaveText("@Bia Fontes");
  await expect(bia.page.getByTestId("bell-count")).toHaveCount(0);

  await bia.page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /^Mentions/ })
    .click();
  await expect(bia.page).toHaveURL(/\/mentions\/conversations$/);
  await expect(bia.row(customer.name)).toBeVisible();
  await expect(
    bia.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Mentions/ }),
  ).toContainText("1");
  await olivia.page.goto(`/app/accounts/${house.accountId}/mentions/conversations`);
  await expect(olivia.page.getByText("Nobody has mentioned you here")).toBeVisible();
});

async function readEverything(accountId: number, token: string): Promise<void> {
  const answer = await fetch(
    `http://localhost:${process.env.E2E_PORT}/api/v1/accounts/${accountId}/notifications/read_all`,
    { method: "POST", headers: { api_access_token: token } },
  );
  expect(answer.status).toBe(200);
}

test("who cannot open a conversation is named before and after the note, and is told nothing", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const ciro = await createPerson(house.accountId, {
    name: "Ciro Paiva",
    email: `ciro-${Date.now()}@example.com`,
    role: "agent",
  });
  const customer = newCustomer("Edda Marlowe");
  await customer.writes("Hello?");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);
  await olivia.page.keyboard.press("Alt+p");
  const note = olivia.page.getByTestId("composer-note");
  await note.pressSequentially("Ask @ciro");
  const option = olivia.page.getByRole("option", { name: /Ciro Paiva/ });
  await expect(option).toContainText("Cannot open this conversation");
  await option.click();
  await expect(olivia.page.getByText("Ciro Paiva cannot open this conversation and will not be told.")).toBeVisible();
  await note.press("Enter");
  await expect(olivia.bubble("Ask @Ciro Paiva")).toContainText("Ciro Paiva could not be told");
  const answer = await fetch(
    `http://localhost:${process.env.E2E_PORT}/api/v1/accounts/${house.accountId}/notifications/unread_count`,
    { headers: { api_access_token: ciro.token } },
  );
  expect(await answer.json()).toBe(0);
});

test("people choose how they are told, and put away what they have read @phone", async ({ house, bia, olivia }) => {
  await bia.page.goto(`/app/accounts/${house.accountId}/profile/settings#notifications`);
  const box = bia.page.getByRole("checkbox", { name: "Somebody mentions you: E-mail" });
  await expect(box).not.toBeChecked();
  await box.click();
  await expect(box).toBeChecked();
  await bia.page.reload();
  await expect(bia.page.getByRole("checkbox", { name: "Somebody mentions you: E-mail" })).toBeChecked();
  await box.click();
  await expect(box).not.toBeChecked();

  const customer = new Customer(house.simulator, "Gil Ashworth");
  await customer.writes("Is this still open?");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);
  const path = new URL(olivia.page.url()).pathname.split("/").at(-1);
  // It may have gone to Bia by itself: then nobody gives it to her.
  for (const assignee_id of [house.olivia.id, house.bia.id]) {
    const answer = await fetch(
      `http://localhost:${process.env.E2E_PORT}/api/v1/accounts/${house.accountId}/conversations/${path}/assignments`,
      {
        method: "POST",
        headers: { api_access_token: house.olivia.token, "content-type": "application/json" },
        body: JSON.stringify({ assignee_id }),
      },
    );
    expect(answer.status).toBe(200);
  }
  await bia.page.goto(`/app/accounts/${house.accountId}/inbox-view`);
  const row = bia.page.getByTestId("notification").filter({ hasText: "Olivia Marsh assigned a conversation to you" });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "What to do with it" }).click();
  await bia.page.getByRole("menuitem", { name: "Mark as read" }).click();
  await expect(row).toHaveCount(0);
  await bia.page.getByRole("button", { name: "All", exact: true }).click();
  await row.getByRole("button", { name: "What to do with it" }).click();
  await bia.page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
});
