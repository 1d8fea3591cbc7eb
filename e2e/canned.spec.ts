import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";

async function post(path: string, token: string, body: object): Promise<void> {
  const answer = await fetch(`http://localhost:${process.env.E2E_PORT}/api/v1${path}`, {
    method: "POST",
    headers: { api_access_token: token, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

test("a slash offers canned responses by keys and by hand; a label of the account is offered for the conversation", async ({
  house,
  olivia,
  newCustomer,
}) => {
  const stamp = Date.now();
  const account = `/accounts/${house.accountId}`;
  const content = `Returns are free within 30 days (${stamp})`;
  await post(`${account}/canned_responses`, house.bia.token, { short_code: `returns-${stamp}`, content });
  await post(`${account}/labels`, house.olivia.token, { title: `gold-${stamp}` });
  const customer = newCustomer("Freya Nordin");
  await customer.writes("Can I send it back?");
  await olivia.showAll(house.accountId);
  await olivia.open(customer.name);

  await olivia.replyBox.pressSequentially(`Hi! /returns-${stamp}`);
  const options = olivia.page.getByRole("listbox", { name: "Canned responses" }).getByRole("option");
  await expect(options).toHaveText([new RegExp(`returns-${stamp}`)]);
  await expectAccessible(olivia.page, { include: "[role=listbox]" });
  // Escape leaves what was typed, Enter takes the choice and sends nothing yet.
  await olivia.replyBox.press("Escape");
  await expect(options).toHaveCount(0);
  await olivia.replyBox.fill("");
  await olivia.replyBox.pressSequentially(`/returns-${stamp}`);
  await expect(options).toHaveCount(1);
  await olivia.replyBox.press("Enter");
  await expect(olivia.replyBox).toHaveValue(content);
  await expect(olivia.bubble(content)).toHaveCount(0);
  await olivia.sendButton.click();
  await expect(olivia.bubble(content)).toBeVisible();

  await olivia.replyBox.pressSequentially(`/returns-${stamp}`);
  await options.first().click();
  await expect(olivia.replyBox).toHaveValue(content);
  await olivia.replyBox.fill("");

  await olivia.page.getByRole("button", { name: "Filter" }).click();
  await olivia.page.getByLabel("Label", { exact: true }).selectOption(`gold-${stamp}`);
  await expect(olivia.row(customer.name)).toHaveCount(0);
});
