import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedPortal } from "#db/testing/seed-help-center.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { website } from "#server/channels/website/index.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/inboxes/route.ts";
import * as widget from "../../../app/api/v1/widget/config/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const admin = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (id: number) => ({ params: { account_id: account.id, id }, token: account.admin.token });

test("an inbox names its help center, everywhere, until it is taken away or gone", async () => {
  const portal = await seedPortal(account.id, { name: "Answers" });
  const help_center = { name: "Answers", slug: portal.slug };
  const made = await call(all.POST, {
    ...admin(),
    body: { name: "Chat", channel: { type: "api" }, portal_id: portal.id },
  });
  expect(made.body.help_center).toEqual(help_center);
  const { id } = made.body;
  expect((await call(one.GET, at(id))).body.help_center).toEqual(help_center);
  expect((await call(all.GET, admin())).body.payload.find((inbox) => inbox.id === id)?.help_center).toEqual(
    help_center,
  );

  expect((await call(one.PATCH, { ...at(id), body: { name: "Talk" } })).body.help_center).toEqual(help_center);
  for (const none of [null, "null", ""]) {
    await call(one.PATCH, { ...at(id), body: { portal_id: String(portal.id) } });
    expect((await call(one.PATCH, { ...at(id), body: { portal_id: none } })).body).not.toHaveProperty("help_center");
  }

  await call(one.PATCH, { ...at(id), body: { portal_id: portal.id } });
  await runtime().sql`delete from portals where id = ${portal.id}`;
  expect((await call(one.GET, at(id))).body).not.toHaveProperty("help_center");
  expect((await call(one.PATCH, { ...at(id), body: { name: "Chat" } })).status).toBe(200);
});

test("404 for a help center of another account, and nothing changes", async () => {
  const portal = await seedPortal(account.other.id);
  const body = { name: "Chat", channel: { type: "api" }, portal_id: portal.id };
  expect((await call(all.POST, { ...admin(), body })).status).toBe(404);
  const refused = await call(one.PATCH, { ...at(account.inbox.id), body: { name: "New", portal_id: portal.id } });
  expect([refused.status, refused.body]).toEqual([404, { error: "Resource could not be found" }]);
  expect((await call(one.GET, at(account.inbox.id))).body.name).toBe("Support");
});

test("the widget of a website learns which help center it shows, unless that is archived", async () => {
  const portal = await seedPortal(account.id, { customDomain: "help.example.com" });
  const settings = website.settings.parse({ website_url: "https://example.com" });
  const inbox = await seedInbox(account.id, [], { channel: "website", settings, portalId: portal.id });
  const ask = async () => {
    const { body } = await call(widget.POST, { query: `?website_token=${inbox.identifier}` });
    return (body.website_channel_config as Record<string, unknown>).portal;
  };
  expect(await ask()).toMatchObject({
    slug: portal.slug,
    custom_domain: "help.example.com",
    default_locale: "en",
    allowed_locales: ["en", "pt_BR"],
  });
  await runtime().sql`update portals set archived = true where id = ${portal.id}`;
  expect(await ask()).toBeNull();
});
