import type { Page } from "@playwright/test";
import { type FakeBaileysApi, startFakeBaileysApi } from "#server/channels/testing/fake-baileys-api.ts";
import { type FakeWhapi, startFakeWhapi } from "#server/channels/testing/fake-whapi.ts";
import { test as base, expect } from "./browser-test.ts";

const PHONE = `+1404${1_000_000 + process.pid}`;

const test = base.extend<{ gateway: FakeBaileysApi; provider: FakeWhapi }>({
  // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
  gateway: async ({}, use) => {
    const gateway = await startFakeBaileysApi();
    gateway.state.opensAtOnce = false;
    await use(gateway);
    expect(gateway.requests.flatMap(({ problems }) => problems)).toEqual([]);
    await gateway.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
  provider: async ({}, use) => {
    const provider = await startFakeWhapi();
    await use(provider);
    await provider.close();
  },
});

/** Two pictures that differ; what they show is of no consequence here. */
const picture = (shade: string): string =>
  `data:image/png;base64,${shade === "first" ? FIRST : FIRST.replace("AAAADUlE", "AAAADElE")}`;
const FIRST = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const lineIs = (gateway: FakeBaileysApi, data: object) =>
  expect.poll(() => post(gateway, data), { message: "the gateway's post is taken" }).toBe(200);
const post = (gateway: FakeBaileysApi, data: object) => gateway.post(PHONE, { event: "connection.update", data });
const closed = (statusCode: number) => ({ connection: "close", lastDisconnect: { error: { output: { statusCode } } } });

async function fillIn(page: Page, channel: RegExp, fields: Record<string, string>): Promise<void> {
  await page.getByRole("button", { name: channel }).click();
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

test("a phone is linked by a code that is renewed, lost and found again, and unlinked @phone", async ({
  house,
  olivia,
  gateway,
}) => {
  const { page } = olivia;
  await page.goto(`/app/accounts/${house.accountId}/settings/inboxes/new`);
  await fillIn(page, /baileys-api/, {
    "Name of the inbox": "Gateway",
    "Phone number": PHONE,
    "Address of the gateway": gateway.baseUrl,
    "API key": gateway.apiKey,
  });
  await expect(page.getByRole("switch", { name: /Send read receipts/ })).toBeChecked();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("The phone is linked in the last step.")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect.poll(() => gateway.state.connections.has(PHONE)).toBe(true);

  const code = page.getByRole("img", { name: "QR code to link the phone of Gateway" });
  await lineIs(gateway, { connection: "connecting", qr: "2@first", qrDataUrl: picture("first") });
  await expect(code).toHaveAttribute("src", picture("first"));
  await expect(page.getByText(/\d+ seconds left/)).toBeVisible();
  await lineIs(gateway, { connection: "connecting", qr: "2@second", qrDataUrl: picture("second") });
  await expect(code).toHaveAttribute("src", picture("second"));

  await lineIs(gateway, closed(408));
  await expect(page.getByText("The code was not scanned in time")).toBeVisible();
  const asked = gateway.requests.length;
  await page.getByRole("button", { name: "Show a new code" }).click();
  await expect.poll(() => gateway.requests.length).toBeGreaterThan(asked);
  await lineIs(gateway, { connection: "connecting", qr: "2@third", qrDataUrl: picture("first") });
  await expect(code).toBeVisible();
  await lineIs(gateway, { connection: "reconnecting" });
  await lineIs(gateway, { connection: "open" });
  await expect(page.getByText("The phone is linked.")).toBeVisible();
  await expect(page.getByText("Waiting for the first message.")).toBeVisible();

  await page.getByRole("link", { name: "Open its settings" }).click();
  await page.getByRole("tab", { name: "Health" }).click();
  await lineIs(gateway, { reachoutTimeLock: { isActive: true } });
  await expect(page.getByText("WhatsApp does not let this number start new chats.")).toBeVisible();
  await page.getByRole("button", { name: "Unlink phone" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink phone" }).click();
  await expect(page.getByRole("button", { name: "Link phone again" })).toBeVisible();
  expect(gateway.state.connections.size).toBe(0);
});

test("where the provider offers it, a code can be typed on the phone instead", async ({ house, olivia, provider }) => {
  const { page } = olivia;
  provider.state.status = "QR";
  await page.goto(`/app/accounts/${house.accountId}/settings/inboxes/new`);
  await fillIn(page, /Whapi/, {
    "Name of the inbox": "Typed",
    "Phone number": PHONE.replace("+1404", "+1505"),
    "API token": provider.token,
    "API address": provider.baseUrl,
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("img", { name: "QR code to link the phone of Typed" })).toBeVisible();
  await page.getByRole("button", { name: "Link with a code instead" }).click();
  await expect(page.getByText("W7KX-2M4P")).toBeVisible();
  await expect(page.getByRole("img", { name: "QR code to link the phone of Typed" })).toBeHidden();
  provider.state.status = "AUTH";
  const linked = { user: { id: "15051000000", name: "Shop" }, event: { type: "users", event: "post" } };
  await expect.poll(() => provider.post(linked)).toEqual([200]);
  await expect(page.getByText("The phone is linked.")).toBeVisible();
});
