import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  seedConversation,
  seedMessage,
  seedNotification,
  seedTwoAccounts,
} from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import * as settings from "../../../app/api/v1/accounts/[account_id]/notification_settings/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/notifications/[id]/route.ts";
import * as snooze from "../../../app/api/v1/accounts/[account_id]/notifications/[id]/snooze/route.ts";
import * as unread from "../../../app/api/v1/accounts/[account_id]/notifications/[id]/unread/route.ts";
import * as destroyAll from "../../../app/api/v1/accounts/[account_id]/notifications/destroy_all/route.ts";
import * as readAll from "../../../app/api/v1/accounts/[account_id]/notifications/read_all/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/notifications/route.ts";
import * as count from "../../../app/api/v1/accounts/[account_id]/notifications/unread_count/route.ts";
import * as publicKey from "../../../app/api/v1/notification_subscriptions/public_key/route.ts";
import * as subscriptions from "../../../app/api/v1/notification_subscriptions/route.ts";
import { call } from "../../platform/http/testing/call.ts";
import { runtime } from "../../platform/runtime.ts";

let account: SeededAccount & { other: SeededAccount };
beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
});

const here = (extra: Record<string, string | number> = {}) => ({
  params: { account_id: account.id, ...extra },
  token: account.inside.token,
});
const mine = (values: Parameters<typeof seedNotification>[2] = {}) =>
  seedNotification(account, account.inside.id, values);

describe("the list", () => {
  test("shows what is neither read nor snoozed, newest first, with what it is about, in seven statements", async () => {
    const conversation = await seedConversation(account);
    const message = await seedMessage(account.id, conversation, {
      content: "[@Acme Inside](mention://user/1/Acme) look",
      senderType: "User",
      senderId: account.admin.id,
      private: true,
    });
    const older = await mine({ lastActivityAt: new Date(Date.now() - 60_000) });
    const newer = await mine({
      conversationId: conversation.id,
      notificationType: "conversation_mention",
      secondaryActorType: "Message",
      secondaryActorId: message.id,
    });
    await mine({ readAt: new Date() });
    await mine({ snoozedUntil: new Date(Date.now() + 60_000) });
    await seedNotification(account, account.admin.id);
    const { status, body } = await expectStatements(9, () => call(all.GET, here()));
    expect(status).toBe(200);
    expect(body.data.meta).toEqual({ unread_count: 2, count: 2, current_page: 1 });
    expect(body.data.payload.map((row) => row.id)).toEqual([newer.id, older.id]);
    expect(body.data.payload[0]).toMatchObject({
      notification_type: "conversation_mention",
      push_message_title: "Acme Admin: @Acme Inside look",
      push_message_body: "Acme Admin: @Acme Inside look",
      primary_actor_type: "Conversation",
      primary_actor_id: conversation.id,
      primary_actor: { id: conversation.displayId, inbox_id: account.inbox.id, meta: { sender: { name: "Maria" } } },
      secondary_actor: { id: message.id },
      user: { id: account.inside.id, type: "user" },
      read_at: null,
      snoozed_until: null,
    });
  });

  test("includes what was read and what is snoozed when asked, in either order, 15 a page", async () => {
    const conversation = await seedConversation(account);
    for (let n = 0; n < 16; n++) {
      await mine({ conversationId: conversation.id, readAt: new Date(), lastActivityAt: new Date(1e12 + n * 1000) });
    }
    const query = "?includes[]=read&includes[]=snoozed&sort_order=asc";
    const first = (await call(all.GET, { ...here(), query })).body.data;
    expect(first.payload).toHaveLength(15);
    expect(first.meta).toEqual({ unread_count: 0, count: 16, current_page: 1 });
    expect(first.payload[0]?.last_activity_at).toBe(1e9);
    const second = (await call(all.GET, { ...here(), query: `${query}&page=2` })).body.data;
    expect(second.payload).toHaveLength(1);
    expect(second.meta).toEqual({ unread_count: 0, count: 16, current_page: "2" });
    expect((await call(all.GET, { ...here(), query: `${query}&page=1` })).body.data.meta.current_page).toBe("1");
    expect((await call(all.GET, { ...here(), query: `${query}&page=3` })).body.data.payload).toEqual([]);
  });

  test("leaves out conversations that the person may no longer open, also in the counts", async () => {
    const conversation = await seedConversation(account);
    await seedNotification(account, account.outside.id, { conversationId: conversation.id });
    const asked = { ...here(), token: account.outside.token };
    expect((await call(all.GET, asked)).body.data).toEqual({
      meta: { unread_count: 0, count: 0, current_page: 1 },
      payload: [],
    });
    expect((await call(count.GET, asked)).body).toBe(0);
  });

  test("answers 401 without a token", async () => {
    expect((await call(all.GET, { params: { account_id: account.id } })).status).toBe(401);
  });
});

describe("a notification", () => {
  test("is read, unread, put aside and deleted; each change answers the stored row", async () => {
    const { id } = await mine();
    expect((await call(count.GET, here())).text).toBe("1");
    const read = await call(one.PATCH, here({ id }));
    expect(read.body).toMatchObject({ id, user_id: account.inside.id, primary_actor_type: "Conversation" });
    expect(read.body.read_at).toMatch(/^\d{4}-.*Z$/);
    expect((await call(count.GET, here())).text).toBe("0");
    expect((await call(unread.POST, here({ id }))).body.read_at).toBeNull();
    const until = Math.floor(Date.now() / 1000) + 3600;
    const aside = await call(snooze.POST, { ...here({ id }), body: { snoozed_until: until } });
    expect(aside.body.snoozed_until).toBe(new Date(until * 1000).toISOString());
    expect((await call(count.GET, here())).text).toBe("0");
    const gone = await call(one.DELETE, here({ id }));
    expect([gone.status, gone.text]).toEqual([200, ""]);
    expect((await call(one.DELETE, here({ id }))).status).toBe(404);
  });

  test("is 404 for everybody else, in the account and outside it", async () => {
    const { id } = await mine();
    for (const token of [account.admin.token, account.outside.token]) {
      expect((await call(one.PATCH, { ...here({ id }), token })).status).toBe(404);
      expect((await call(one.DELETE, { ...here({ id }), token })).status).toBe(404);
    }
    const stranger = { params: { account_id: account.other.id, id }, token: account.other.admin.token };
    expect((await call(unread.POST, stranger)).status).toBe(404);
    expect((await call(one.PATCH, { ...stranger, token: account.inside.token })).status).toBe(401);
  });

  test("cannot be put aside until the past: 422", async () => {
    const { id } = await mine();
    for (const snoozed_until of [1, undefined, "tomorrow"]) {
      expect((await call(snooze.POST, { ...here({ id }), body: { snoozed_until } })).status).toBe(422);
    }
  });
});

test("read_all reads everything, or what is about one conversation, and never what others have", async () => {
  const conversation = await seedConversation(account);
  await mine({ conversationId: conversation.id });
  await mine();
  await mine();
  await seedNotification(account, account.admin.id, { conversationId: conversation.id });
  const about = { primary_actor_type: "Conversation", primary_actor_id: conversation.id };
  const answer = await call(readAll.POST, { ...here(), body: about });
  expect([answer.status, answer.text]).toEqual([200, ""]);
  expect((await call(count.GET, here())).text).toBe("2");
  await call(readAll.POST, { ...here(), body: {} });
  expect((await call(count.GET, here())).text).toBe("0");
  expect((await call(count.GET, { ...here(), token: account.admin.token })).text).toBe("1");
});

test("destroy_all takes what was read, or everything of the person, and nothing of others", async () => {
  await mine({ readAt: new Date() });
  await mine();
  await seedNotification(account, account.admin.id);
  const kept = async () => (await runtime().sql`select 1 from notifications where account_id = ${account.id}`).length;
  expect((await call(destroyAll.POST, { ...here(), body: { type: "read" } })).status).toBe(200);
  expect(await kept()).toBe(2);
  await call(destroyAll.POST, { ...here(), body: {} });
  expect(await kept()).toBe(1);
});

describe("settings", () => {
  test("begin with a push for assignments and no mail, and keep what is not given", async () => {
    const before = (await call(settings.GET, here())).body;
    expect(before).toMatchObject({ user_id: account.inside.id, account_id: account.id, selected_email_flags: [] });
    expect(before.selected_push_flags).toEqual(["push_conversation_assignment"]);
    expect(before.all_email_flags).toContain("email_sla_missed_resolution");
    const body = { notification_settings: { selected_email_flags: ["email_conversation_mention", "email_nonsense"] } };
    const after = (await call(settings.PATCH, { ...here(), body })).body;
    expect(after.selected_email_flags).toEqual(["email_conversation_mention"]);
    expect(after.selected_push_flags).toEqual(["push_conversation_assignment"]);
    const none = await call(settings.PUT, { ...here(), method: "PUT", body: { selected_push_flags: [] } });
    expect(none.body.selected_push_flags).toEqual([]);
    expect((await call(settings.GET, here())).body.selected_email_flags).toEqual(["email_conversation_mention"]);
    expect((await call(settings.GET, { ...here(), token: account.admin.token })).body.selected_email_flags).toEqual([]);
  });

  test("refuse what is no list of names: 422, and strangers: 401", async () => {
    expect((await call(settings.PATCH, { ...here(), body: { selected_email_flags: [{}] } })).status).toBe(422);
    expect((await call(settings.GET, { ...here(), token: account.other.admin.token })).status).toBe(401);
  });
});

describe("subscriptions", () => {
  const phone = { device_id: "phone-1", push_token: "token-1", devicePlatform: "ios" };
  const fcm = { subscription_type: "fcm", subscription_attributes: phone };
  const token = () => ({ token: account.inside.token });

  test("are taken wrapped or not; a device that is known moves to the caller", async () => {
    const made = await call(subscriptions.POST, { ...token(), body: { notification_subscription: fcm } });
    expect(made.body).toMatchObject({
      user_id: account.inside.id,
      identifier: "phone-1",
      subscription_attributes: phone,
    });
    const moved = await call(subscriptions.POST, { token: account.admin.token, body: fcm });
    expect(moved.body).toMatchObject({ id: made.body.id, user_id: account.admin.id });
  });

  test("end by the caller's own push token alone", async () => {
    await call(subscriptions.POST, { ...token(), body: fcm });
    const left = async () =>
      (await runtime().sql`select 1 from notification_subscriptions where identifier = 'phone-1'`).length;
    await call(subscriptions.DELETE, { token: account.admin.token, body: { push_token: "token-1" } });
    expect(await left()).toBe(1);
    const ended = await call(subscriptions.DELETE, { ...token(), body: { push_token: "token-1" } });
    expect([ended.status, ended.text, await left()]).toEqual([200, "", 0]);
  });

  test("need a device, and of a browser its address and keys: 422; a caller: 401", async () => {
    const keys = { p256dh: Buffer.alloc(65, 4).toString("base64url"), auth: Buffer.alloc(16).toString("base64url") };
    const wrong = [
      { subscription_type: "fcm", subscription_attributes: {} },
      { subscription_type: "pigeon", subscription_attributes: phone },
      { subscription_type: "browser_push", subscription_attributes: { endpoint: "file:///etc/passwd", ...keys } },
      {
        subscription_type: "browser_push",
        subscription_attributes: { endpoint: "https://push.example.com/1", auth: "x" },
      },
    ];
    for (const body of wrong) expect((await call(subscriptions.POST, { ...token(), body })).status).toBe(422);
    expect((await call(subscriptions.POST, { body: fcm })).status).toBe(401);
  });

  test("browsers get one key for the whole installation, and its other half is stored encrypted", async () => {
    const [one, other] = await Promise.all([call(publicKey.GET, token()), call(publicKey.GET, token())]);
    expect(one.body.public_key).toBe(other.body.public_key);
    expect(Buffer.from(one.body.public_key, "base64url")).toHaveLength(65);
    const [row] = await runtime().sql<{ sealed: string }[]>`select private_key_encrypted as sealed from push_keys`;
    expect(row?.sealed).toMatch(/^v1\./);
  });
});
