import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import type { House } from "./house/open-house.ts";
import { play } from "./house/play.ts";

const MINUTE = 60_000;

test("the reply window closes while one writes, a template goes out, and the customer's answer opens it again @phone", async ({
  house,
  olivia,
  bia,
  newCustomer,
}) => {
  const { page } = olivia;
  const customer = newCustomer("Vera Long");
  await setWindow(house, true);
  try {
    await page.clock.install();
    const time = Math.floor((Date.now() - 24 * 60 * MINUTE + 5 * MINUTE) / 1000);
    await play(house.simulator, "messages", { from: customer.phone, text: "Is it ready?", time });
    for (const desk of [olivia, bia]) {
      // Nobody wrote longer ago; on top of the usual order are those of the tests before.
      await desk.page.goto(`/app/accounts/${house.accountId}/dashboard?assignee=all&sort=last_activity_at_asc`);
      await desk.open(customer.name);
      await expect(desk.page.getByTestId("window-chip")).toContainText(/[3-5] m left to reply/);
    }
    await olivia.replyBox.fill("1042");
    await page.clock.fastForward(6 * MINUTE);
    const notice = page.getByTestId("composer-closed");
    await expect(notice).toContainText("Send a template");
    await expect(page.getByTestId("window-chip")).toHaveCount(0);

    await notice.getByRole("button", { name: "Choose a template" }).click();
    const picker = page.getByTestId("template-picker");
    await expect(picker.getByRole("button", { name: /spring_sale/ })).toBeDisabled();
    await picker.getByLabel("Search templates").fill("order ready");
    await expect(picker.getByRole("listitem")).toHaveCount(1);
    await picker.getByRole("button", { name: /order_ready/ }).click();
    await page.getByRole("button", { name: "Send template" }).click();
    await expect(picker.getByText("This value is needed.")).toHaveCount(2);
    await picker.getByLabel("Value of 1").fill("Vera");
    await picker.getByRole("button", { name: "Use what you have written" }).click();
    await expect(picker.getByTestId("template-preview")).toContainText("Hello Vera, your order 1042 is ready.");
    await expectAccessible(page, { include: "[role=dialog]" });
    await page.getByRole("button", { name: "Send template" }).click();
    await expect(olivia.bubble("your order 1042 is ready")).toHaveAttribute("data-status", "delivered");
    await expect(bia.bubble("your order 1042 is ready")).toHaveCount(1);
    expect(customer.receivedTexts()).toEqual([
      "Your order\n\nHello Vera, your order 1042 is ready. We are open until six.\n\nHarbor Lane",
    ]);
    // Only an answer opens it.
    await expect(notice).toBeVisible();

    await customer.writes("Coming at five");
    await expect(olivia.replyBox).toHaveValue("1042");
    await expect(page.getByTestId("window-chip")).toContainText(/23 h \d+ m left to reply/);
    await olivia.reply("See you then");
    await expect(olivia.bubble("See you then")).toHaveAttribute("data-status", "delivered");
  } finally {
    await setWindow(house, false);
  }
});

/** Whether the house's inbox takes free texts for 24 hours only. */
const setWindow = (house: House, isOn: boolean) =>
  call(house, `inboxes/${house.simulatorInboxId}`, {
    method: "PATCH",
    body: { channel: { settings: { reply_window: isOn } } },
  });

async function call(house: House, path: string, request: { method: string; body: unknown }): Promise<void> {
  const response = await fetch(`http://localhost:${process.env.E2E_PORT}/api/v1/accounts/${house.accountId}/${path}`, {
    method: request.method,
    headers: { "content-type": "application/json", api_access_token: house.olivia.token },
    body: JSON.stringify(request.body),
  });
  expect(response.status).toBe(200);
}
