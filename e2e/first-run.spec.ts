import { type FakeWhapi, startFakeWhapi } from "#server/channels/testing/fake-whapi.ts";
import { test as base, expect } from "./browser-test.ts";
import { Desk } from "./desk.ts";
import { PASSWORD } from "./house/open-house.ts";
import { startOwnServer } from "./house/start-own-server.ts";

/** An installation that nobody has opened yet, and a provider to connect. */
const test = base.extend<{ emptyServer: string; provider: FakeWhapi }>({
  // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
  emptyServer: async ({}, use) => {
    const server = await startOwnServer();
    await use(server.url);
    await server.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
  provider: async ({}, use) => {
    const provider = await startFakeWhapi();
    await use(provider);
    await provider.close();
  },
});

test("from an empty database to the first answer: set-up, a channel, a message, a tick @phone", async ({
  page,
  emptyServer,
  provider,
}) => {
  test.setTimeout(120_000);
  await page.goto(emptyServer);
  await expect(page.getByRole("heading", { name: "Welcome to Parley" })).toBeVisible();
  await page.getByLabel("Name of your company or team").fill("Harbor Lane");
  await page.getByLabel("Your name").fill("Olivia Marsh");
  await page.getByLabel("E-mail address").fill("olivia@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create the account" }).click();

  await page.getByRole("link", { name: "Connect a channel" }).click();
  await page.getByRole("button", { name: /Whapi/ }).click();
  await page.getByLabel("Name of the inbox").fill("Support");
  await page.getByLabel("Phone number").fill("+12025550100");
  await page.getByLabel("API token", { exact: true }).fill(provider.token);
  await page.getByLabel("API address").fill(provider.baseUrl);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Every check passed.")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Connect", exact: true }).click();

  await expect(page.getByText("Waiting for the first message.")).toBeVisible();
  await expect.poll(() => provider.state.settings.webhooks.length).toBe(1);
  expect(await provider.post(customerWrites("Hi, is the blue kettle back in stock?"))).toEqual([200]);
  await expect(page.getByText("The first message has arrived.")).toBeVisible();

  await page.getByRole("link", { name: "Go to the inbox" }).click();
  const desk = new Desk(page);
  await page.getByRole("tab", { name: /All/ }).click();
  await desk.open("Marta Quill");
  await desk.reply("Two of them wait for you.");
  const answer = desk.bubble("Two of them wait for you.");
  await expect(answer).toHaveAttribute("data-status", "sent");
  const [request, ...more] = provider.requestsTo("/messages/text");
  expect(request).toMatchObject({
    problems: [],
    answeredWith: 200,
    body: { to: "12025550143@s.whatsapp.net", body: "Two of them wait for you." },
  });
  expect(more).toEqual([]);

  expect(await provider.post(receipt(provider.state.sent[0]?.id ?? "", "delivered"))).toEqual([200]);
  await expect(answer).toHaveAttribute("data-status", "delivered");
});

const now = (): number => Math.floor(Date.now() / 1000);

const customerWrites = (text: string) => ({
  messages: [
    {
      id: "vKWhjwJb3LRK3kMFKVUK3x-g9cA67E7hF",
      from_me: false,
      type: "text",
      chat_id: "12025550143@s.whatsapp.net",
      timestamp: now(),
      source: "mobile",
      text: { body: text },
      from: "12025550143",
      from_name: "Marta Quill",
    },
  ],
  event: { type: "messages", event: "post" },
  channel_id: "HERON-T4K2Q",
});

const receipt = (id: string, status: string) => ({
  statuses: [{ id, code: 3, status, recipient_id: "12025550143@s.whatsapp.net", timestamp: String(now()) }],
  event: { type: "statuses", event: "post" },
  channel_id: "HERON-T4K2Q",
});
