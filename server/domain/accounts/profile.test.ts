import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessions } from "#db/schema/accounts.ts";
import { events } from "#db/schema/platform.ts";
import { PASSWORD, type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { POST as autoOffline } from "../../../app/api/v1/profile/auto_offline/route.ts";
import { POST as availability } from "../../../app/api/v1/profile/availability/route.ts";
import { DELETE as deleteAvatar } from "../../../app/api/v1/profile/avatar/route.ts";
import { POST as resetToken } from "../../../app/api/v1/profile/reset_access_token/route.ts";
import { GET as get, PATCH as update } from "../../../app/api/v1/profile/route.ts";
import { PUT as setActive } from "../../../app/api/v1/profile/set_active_account/route.ts";
import { POST as signIn } from "../../../app/auth/sign_in/route.ts";
import { notePresence } from "./presence.ts";

let account: SeededAccount & { other: SeededAccount };
beforeAll(async () => {
  await startTestRuntime();
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

test("a person sees themselves with their accounts", async () => {
  const { inside } = account;
  const result = await call(get, { token: inside.token });
  expect(result.status).toBe(200);
  expect(result.body).toMatchObject({
    id: inside.id,
    access_token: inside.token,
    account_id: account.id,
    role: "agent",
    email: inside.email,
    accounts: [{ id: account.id, role: "agent", permissions: ["agent"], availability_status: "online" }],
  });
});

test.each([
  ["nobody", ""],
  ["a bot", "bot"],
])("%s has no profile", async (_, kind) => {
  const token = kind === "bot" ? account.bot.token : undefined;
  expect((await call(get, { token })).status).toBe(401);
});

test("names and settings change, and colleagues are told", async () => {
  const { token, id } = account.inside;
  const body = {
    profile: { name: "Bia", display_name: "Bi", ui_settings: { locale: "pt_BR" }, message_signature: "–" },
  };
  const result = await call(update, { token, body });
  expect(result.body).toMatchObject({
    name: "Bia",
    available_name: "Bi",
    ui_settings: { locale: "pt_BR" },
    message_signature: "–",
  });
  const rows = await runtime().db.select().from(events).where(eq(events.accountId, account.id));
  expect(rows.at(-1)).toMatchObject({ type: "agent.changed", data: { user_id: id } });
  expect((await call(update, { token, body: { name: " " } })).body).toMatchObject({ message: "Name can't be blank" });
  expect(await call(update, { token, body: {} })).toMatchObject({
    status: 422,
    body: { error: expect.stringContaining("profile") },
  });
});

test("a new password needs the current one, keeps this sign-in and ends the others", async () => {
  const { email, id } = account.outside;
  const [here, there] = [
    await call(signIn, { body: { email, password: PASSWORD } }),
    await call(signIn, { body: { email, password: PASSWORD } }),
  ];
  const headersOf = (result: typeof here) =>
    Object.fromEntries(["access-token", "client", "uid"].map((name) => [name, result.headers.get(name) ?? ""]));
  const change = (body: object) => call(update, { headers: headersOf(here), body: { profile: body } });
  const password = "Next-horse-3";
  expect(await change({ password, current_password: "wrong" })).toMatchObject({
    status: 422,
    body: { error: "Invalid current password" },
  });
  expect(await change({ password, password_confirmation: "x", current_password: PASSWORD })).toMatchObject({
    status: 422,
    body: { message: "Password confirmation doesn't match Password" },
  });
  const changed = await change({ password, password_confirmation: password, current_password: PASSWORD });
  expect(changed.body.pubsub_token).not.toBe(here.body.data?.pubsub_token);
  expect((await call(get, { headers: headersOf(here) })).status).toBe(200);
  expect((await call(get, { headers: headersOf(there) })).status).toBe(401);
  expect(await runtime().db.$count(sessions, eq(sessions.userId, id))).toBe(1);
});

test("a picture is stored, replaced and removed; what is no picture is refused", async () => {
  const { token } = account.inside;
  const picture = async (background: string) => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
      .png()
      .toBuffer();
    const form = new FormData();
    form.append("profile[avatar]", new File([new Uint8Array(bytes)], "me.png", { type: "image/png" }));
    return form;
  };
  const first = await call(update, { token, body: await picture("red") });
  expect(first.body.avatar_url).toMatch(/^http.*\.jpg$/);
  const second = await call(update, { token, body: await picture("blue") });
  expect(second.body.avatar_url).not.toBe(first.body.avatar_url);
  expect((await call(deleteAvatar, { token })).body.avatar_url).toBe("");
  await call(update, { token, body: await picture("green") });
  expect((await call(update, { token, body: { profile: { avatar: null } } })).body.avatar_url).toBe("");
  const form = new FormData();
  form.append("profile[avatar]", new File(["<svg/>"], "me.png", { type: "image/png" }));
  expect(await call(update, { token, body: form })).toMatchObject({ status: 422, body: { attributes: ["avatar"] } });
});

test("availability is per account, and of own accounts only", async () => {
  const { token } = account.inside;
  const busy = await call(availability, { token, body: { profile: { account_id: account.id, availability: "busy" } } });
  expect(busy.body.accounts[0]).toMatchObject({ availability: "busy", availability_status: "busy" });
  const foreign = { profile: { account_id: account.other.id, availability: "busy" } };
  expect((await call(availability, { token, body: foreign })).status).toBe(404);
  const wrong = { profile: { account_id: account.id, availability: "away" } };
  expect(await call(availability, { token, body: wrong })).toMatchObject({
    status: 422,
    body: { attributes: ["availability"] },
  });
});

test("with auto-offline a person without an open screen counts as offline", async () => {
  const { token, id } = account.inside;
  const body = { profile: { account_id: account.id, auto_offline: true } };
  expect((await call(autoOffline, { token, body })).body.accounts[0]?.availability_status).toBe("offline");
  notePresence(account.id, id);
  expect((await call(get, { token })).body.accounts[0]?.availability_status).toBe("busy");
});

test("choosing the account one works in answers with an empty body", async () => {
  const { token } = account.admin;
  expect(await call(setActive, { token, body: { profile: { account_id: account.id } } })).toMatchObject({
    status: 200,
    text: "",
  });
  expect((await call(setActive, { token, body: { profile: { account_id: account.other.id } } })).status).toBe(404);
});

test("a reset API token works at once, the old one no more", async () => {
  const { token } = account.admin;
  const { access_token } = (await call(resetToken, { token })).body;
  expect((await call(get, { token })).status).toBe(401);
  expect((await call(get, { token: access_token })).status).toBe(200);
});
