import type { Page } from "@playwright/test";
import { expectNoFlaws } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import type { Customer } from "./house/customer.ts";
import type { House } from "./house/open-house.ts";
import { play } from "./house/play.ts";

const looks = [
  { locale: "en", colorScheme: "light" },
  { locale: "pt-BR", colorScheme: "dark" },
] as const;

for (const { locale, colorScheme } of looks) {
  test(`in ${locale} and ${colorScheme} every screen is readable for everybody and fits its width @phone`, async ({
    browser,
    house,
    sessions,
    newCustomer,
  }) => {
    test.setTimeout(180_000);
    const conversation = await conversationOfManyKinds(house, newCustomer("Sofia Marlowe"));
    const stranger = await browser.newContext({ locale, colorScheme });
    const member = await browser.newContext({ locale, colorScheme, storageState: sessions.olivia });
    const outside = ["/app/login", "/app/auth/password/reset", "/app/auth/password/edit"];
    const base = `/app/accounts/${house.accountId}`;
    const inside = [
      `${base}/dashboard?assignee=all`,
      `${base}/dashboard?assignee=all&status=snoozed`,
      `${base}/conversations/${conversation}?assignee=all`,
      `${base}/scheduled`,
      `${base}/profile/settings`,
      `${base}/settings/agents`,
      `${base}/settings/inboxes`,
      `${base}/settings/inboxes/new`,
      ...["", "?tab=members", "?tab=configuration", "?tab=health"].map(
        (tab) => `${base}/settings/inboxes/${house.simulatorInboxId}${tab}`,
      ),
      "/app/nowhere",
    ];
    for (const [context, addresses] of [
      [stranger, outside],
      [member, inside],
    ] as const) {
      const page = await context.newPage();
      for (const address of addresses) await inspect(page, address, locale);
      await context.close();
    }
  });
}

async function inspect(page: Page, address: string, locale: string): Promise<void> {
  await test.step(address, async () => {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await expectNoFlaws(page);
  });
}

/** @returns display id of a conversation with a text, a quote, a reaction, a place, a poll, a contact and a deleted message */
async function conversationOfManyKinds(house: House, customer: Customer): Promise<number> {
  const { simulator } = house;
  const first = await customer.writes("Which evening suits you?");
  const from = customer.phone;
  await play(simulator, "messages", { from, text: "This one", quoted_id: first });
  await play(simulator, "messages", { from, location: { latitude: 38.9, longitude: -77.03, name: "New place" } });
  await play(simulator, "messages", {
    from,
    poll: { title: "Evening", options: ["Tuesday", "Thursday"], max_choices: 1 },
  });
  await play(simulator, "messages", {
    from,
    contact: { name: "Ines Carrow", phone: "+12025550152", vcard: "BEGIN:VCARD\nEND:VCARD" },
  });
  await play(simulator, "reactions", { from, message_id: first, emoji: "👍" });
  await play(simulator, "deletions", { message_id: await customer.writes("Never mind") });
  await play(simulator, "idle", {});
  const search = `/api/v1/accounts/${house.accountId}/conversations?assignee_type=all&inbox_id=${house.simulatorInboxId}`;
  let found: number | undefined;
  await expect
    .poll(async () => {
      const response = await fetch(`http://localhost:${process.env.E2E_PORT}${search}`, {
        headers: { api_access_token: house.olivia.token },
      });
      const { data } = (await response.json()) as {
        data: { payload: { id: number; meta: { sender: { name: string } } }[] };
      };
      found = data.payload.find(({ meta }) => meta.sender.name === customer.name)?.id;
      return found;
    })
    .toBeDefined();
  return found ?? 0;
}
