import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, FrameLocator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-test.ts";
import type { House } from "./house/open-house.ts";
import { runAdmin } from "./house/run-admin.ts";

const base = `http://localhost:${process.env.E2E_PORT}`;
const sites: Server[] = [];
test.afterAll(() => {
  for (const site of sites) site.close();
});

interface NewWebsite {
  id: number;
  token: string;
}

let websites = 0;

/** An inbox for a website, with everybody of the house. */
async function newWebsite(house: House, settings: object = {}): Promise<NewWebsite> {
  const { id } = await runAdmin<{ id: number }>([
    "inbox:create",
    "--account",
    `${house.accountId}`,
    "--name",
    `Website ${++websites}`,
    "--channel",
    "website",
    "--settings",
    JSON.stringify({ website_url: "https://example.com", welcome_title: "Ahoy", ...settings }),
    "--members",
    `${house.olivia.id},${house.bia.id}`,
  ]);
  const response = await fetch(`${base}/api/v1/accounts/${house.accountId}/inboxes/${id}`, {
    headers: { api_access_token: house.olivia.token },
  });
  const { website_token: token } = (await response.json()) as { website_token: string };
  return { id, token };
}

/** A website of somebody else, with the script on its page. */
async function openSite(token: string, atOnce = ""): Promise<string> {
  const page = `<!doctype html><html lang="en"><head><title>Shop</title><script>
    window.seen=[];for(const n of ["ready","on-message","on-start-conversation","opened","closed"])
      window.addEventListener("chatwoot:"+n,()=>window.seen.push(n));
    window.chatwootSettings={locale:"en"};
    (function(d,t){var g=d.createElement(t),s=d.getElementsByTagName(t)[0];g.src="${base}/packs/js/sdk.js";g.async=true;
    s.parentNode.insertBefore(g,s);
    g.onload=function(){window.chatwootSDK.run({websiteToken:"${token}",baseUrl:"${base}"});${atOnce}}})(document,"script");
  </script></head><body><main><h1>Shop</h1></main></body></html>`;
  const site = createServer((_request, response) => response.setHeader("content-type", "text/html").end(page));
  sites.push(site);
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

async function visit(browser: Browser, address: string): Promise<{ page: Page; frame: FrameLocator }> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return { page, frame: page.frameLocator("iframe[title=Chat]") };
}

const say = async (frame: FrameLocator, text: string) => {
  await frame.getByLabel("Write a message").fill(text);
  await frame.getByRole("button", { name: "Send" }).click();
};

test("a visitor and an agent talk, live in both directions, and the visitor finds it again @phone", async ({
  browser,
  house,
  olivia,
}) => {
  const website = await newWebsite(house);
  const address = await openSite(website.token);
  const { page, frame } = await visit(browser, address);
  // Nothing but the script is loaded before somebody opens the chat.
  await expect(page.getByRole("button", { name: "Open chat" })).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
  await page.getByRole("button", { name: "Open chat" }).click();
  await expect(frame.getByRole("heading", { name: "Ahoy" })).toBeVisible();
  await frame.getByRole("button", { name: "Start a conversation" }).click();
  await say(frame, "Do you ship to Lisbon?");
  await expect(frame.getByText("Do you ship to Lisbon?")).toBeVisible();

  await olivia.page.goto(`/app/accounts/${house.accountId}/inbox/${website.id}?assignee=all`);
  await olivia.page.getByTestId("conv-item").first().getByRole("link").click();
  await expect(olivia.bubble("Do you ship to Lisbon?")).toBeVisible();
  await olivia.reply("Yes, every day");
  await expect(frame.getByText("Yes, every day")).toBeVisible();
  await expect(frame.getByText("Olivia Marsh")).toBeVisible();
  await say(frame, "Wonderful");
  await expect(olivia.bubble("Wonderful")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(
    expect.arrayContaining(["ready", "opened", "on-start-conversation", "on-message"]),
  );

  // While it is closed an answer shows as a number on the button, and in words above it.
  await page.evaluate(() =>
    (window as unknown as { $chatwoot: { toggle(to: string): void } }).$chatwoot.toggle("close"),
  );
  await olivia.reply("Anything else?");
  await expect(page.getByRole("button", { name: "Open chat (1 unread)" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Olivia Marsh Anything else?" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Open chat (1 unread)" }).click();
  await expect(frame.getByText("Anything else?")).toBeVisible();
  await expect(frame.getByText("Do you ship to Lisbon?")).toBeVisible();
  await page.context().close();
});

test("the form before the chat says who it is, and the website who signed in", async ({ browser, house, olivia }) => {
  const website = await newWebsite(house, {
    pre_chat_form_enabled: true,
    pre_chat_form_options: {
      pre_chat_message: "Tell us who you are",
      pre_chat_fields: [
        { name: "emailAddress", type: "email", field_type: "standard", label: "Email", enabled: true, required: true },
        { name: "fullName", type: "text", field_type: "standard", label: "Full name", enabled: true },
      ],
    },
  });
  const { page, frame } = await visit(browser, await openSite(website.token));
  await page.getByRole("button", { name: "Open chat" }).click();
  await frame.getByRole("button", { name: "Start a conversation" }).click();
  await expect(frame.getByText("Tell us who you are")).toBeVisible();
  await frame.getByRole("button", { name: "Start a conversation" }).click();
  await expect(frame.getByText("Please fill this in")).toBeVisible();
  await frame.getByLabel("Email").fill(`inger-${website.id}@example.com`);
  await frame.getByLabel("Full name").fill("Inger Holm");
  await frame.getByRole("button", { name: "Start a conversation" }).click();
  await say(frame, "Hello from the form");
  await olivia.page.goto(`/app/accounts/${house.accountId}/inbox/${website.id}?assignee=all`);
  await expect(olivia.row("Inger Holm")).toBeVisible();
  await page.evaluate(() => {
    const api = (window as unknown as { $chatwoot: { setUser(id: string, user: object): void } }).$chatwoot;
    api.setUser("user-1", { name: "Inger H. Holm" });
  });
  await expect(olivia.row("Inger H. Holm")).toBeVisible();
  await page.context().close();
});

test("an app that shows the chat as a page of its own names the visitor, keeps their token and closes it", async ({
  browser,
  house,
}) => {
  const website = await newWebsite(house);
  const page = await (await browser.newContext()).newPage();
  // What React Native and Flutter put under the window of a page.
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said, ReactNativeWebView: { postMessage: (text: string) => said.push(text) } });
  });
  const heard = () =>
    page.evaluate(() =>
      (window as unknown as { said: string[] }).said.map((text) => JSON.parse(text.replace("chatwoot-widget:", ""))),
    );
  await page.goto(`${base}/widget?website_token=${website.token}&locale=pt_BR`);
  await expect.poll(heard).toContainEqual({
    event: "loaded",
    config: { authToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/), channelConfig: expect.any(Object) },
  });
  const [{ config }] = await heard();
  const identifier = `app-${website.id}`;
  await page.evaluate((text) => window.postMessage(text), `chatwoot-widget:{"event":"set-user","user":{}}`);
  const user = JSON.stringify({ event: "set-user", identifier, user: { name: "Ana Prado", email: "ana@example.com" } });
  await page.evaluate((text) => window.postMessage(text), `chatwoot-widget:${user}`);
  const whoIs = async () => {
    const address = `${base}/api/v1/widget/contact?website_token=${website.token}`;
    const answer = await fetch(address, { headers: { "X-Auth-Token": config.authToken } });
    return ((await answer.json()) as { identifier: string | null }).identifier;
  };
  await expect.poll(whoIs).toBe(identifier);
  await page.getByRole("button", { name: "Fechar" }).click();
  await expect.poll(heard).toContainEqual({ type: "close-widget" });
  await page.context().close();
});

test("what the page says at once is kept until there is a conversation, and what a visitor fills in until it is sent", async ({
  browser,
  house,
  olivia,
}) => {
  const website = await newWebsite(house, { widget_color: "#0f766e" });
  const address = await openSite(
    website.token,
    `addEventListener("chatwoot:ready",()=>window.seen.push("ready, late"));
    $chatwoot.setUser("early-${website.id}",{name:"Early Bird"});$chatwoot.setUser("early-${website.id}",{name:"Early Bird"});
    $chatwoot.setConversationCustomAttributes({cart:"12"});
    try{$chatwoot.setCustomAttributes()}catch(e){window.seen.push(e.message)}
    window.chatwootSDK.run({websiteToken:"${website.token}",baseUrl:"${base}/"});`,
  );
  const { page, frame } = await visit(browser, address);
  const bubble = page.getByRole("button", { name: "Open chat" });
  await expect(bubble).toHaveCSS("background-color", "rgb(15, 118, 110)");
  await bubble.click();
  await frame.getByRole("button", { name: "Start a conversation" }).click();
  await say(frame, "I am early");
  await olivia.page.goto(`/app/accounts/${house.accountId}/inbox/${website.id}?assignee=all`);
  await expect(olivia.row("Early Bird")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(
    expect.arrayContaining(["ready", "ready, late", "Custom attributes should have at least one key"]),
  );

  const api = `${base}/api/v1/accounts/${house.accountId}/conversations`;
  const headers = { api_access_token: house.olivia.token, "content-type": "application/json" };
  const list = await (await fetch(`${api}?inbox_id=${website.id}`, { headers })).json();
  const { id } = list.data.payload[0];
  await expect
    .poll(async () => (await (await fetch(`${api}/${id}`, { headers })).json()).custom_attributes)
    .toEqual({ cart: "12" });
  const send = (message: object) =>
    fetch(`${api}/${id}/messages`, { method: "POST", headers, body: JSON.stringify(message) });
  const items = [{ name: "notes", type: "text_area", label: "Notes" }];
  await send({ content: "Tell us more", content_type: "form", content_attributes: { items } });
  await frame.getByLabel("Notes").fill("half written");
  await send({ content: "- **one**\n- two" });
  await expect(frame.locator("li", { hasText: "two" }).locator("strong").first()).toHaveText("one");
  await expect(frame.getByLabel("Notes")).toHaveValue("half written");
  await page.context().close();
});

test("page and widget hold to WCAG AA, in both schemes, and the keyboard is enough", async ({ browser, house }) => {
  const website = await newWebsite(house);
  const { page, frame } = await visit(browser, await openSite(website.token));
  const bubble = page.getByRole("button", { name: "Open chat" });
  await bubble.focus();
  await page.keyboard.press("Enter");
  await frame.getByRole("button", { name: "Start a conversation" }).click();
  await say(frame, "Read me");
  await expect(frame.getByText("Read me")).toBeVisible();
  for (const scheme of ["light", "dark"]) {
    await page.evaluate(
      (to) => (window as unknown as { $chatwoot: { setColorScheme(to: string): void } }).$chatwoot.setColorScheme(to),
      scheme,
    );
    await expect(frame.locator("html")).toHaveAttribute("data-scheme", scheme);
    await expectAccessible(page, { tags: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  }
  await frame.getByLabel("Write a message").press("Escape");
  await expect(page.locator("#parley-widget-holder")).toBeHidden();
  await expect(page.getByRole("button", { name: "Open chat" })).toBeFocused();
  await page.context().close();
});
