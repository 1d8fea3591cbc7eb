import { createECDH, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, type SeededConversation, seedAccount, seedConversation } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { setHub } from "../../platform/realtime/hub.ts";
import { runtime } from "../../platform/runtime.ts";
import { assignConversation } from "../conversations/assign-conversation.ts";
import { listQuery } from "../conversations/contract.ts";
import { createConversation } from "../conversations/create-conversation.ts";
import { listConversations } from "../conversations/queries/list-conversations.ts";
import { createMessage } from "../messages/create-message.ts";
import { registry } from "../registry.ts";
import { readNotification } from "./change-notification.ts";
import { mailNotifications } from "./mail-notifications.ts";
import { updateNotificationSettings } from "./notification-settings.ts";
import { sendPush } from "./send-push.ts";
import { createSubscription } from "./subscriptions.ts";

let account: SeededAccount;
let conversation: SeededConversation;
beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedAccount();
  conversation = await seedConversation(account);
});
afterEach(() => setHub(undefined));

const dispatch = () => dispatchEvents(registry);
const note = (content: string, ctx = account.admin.ctx) =>
  createMessage(ctx, { conversation_id: conversation.displayId, content, private: true });
const at = (person: { id: number; name: string }) => `[@${person.name}](mention://user/${person.id}/x)`;
const told = async (userId: number) =>
  (
    await runtime().sql<{ type: string }[]>`
      select notification_type as type from notifications
      where account_id = ${account.id} and user_id = ${userId} order by id`
  ).map((row) => row.type);
const assign = (assignee_id: number | null, ctx = account.admin.ctx) =>
  assignConversation(ctx, { conversation_id: conversation.displayId, assignee_id });
const incoming = () =>
  transaction(systemContext(account.id), (tx) =>
    createMessage(tx, { conversation_id: conversation.displayId, content: "Hello", message_type: "incoming" }),
  );

describe("a mention in a note", () => {
  test("tells whoever can open the conversation, lists it under their mentions, and lets them follow it", async () => {
    await note(`${at(account.inside)} ${at(account.inside)} please look`);
    await dispatch();
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["conversation_mention"]);
    for (const conversation_type of ["mention", "participating"]) {
      const { data } = await listConversations(account.inside.ctx, listQuery.parse({ conversation_type }));
      expect(data.payload.map((row) => row.id)).toEqual([conversation.displayId]);
      expect(data.meta.all_count).toBe(1);
      const others = await listConversations(account.admin.ctx, listQuery.parse({ conversation_type }));
      expect([others.data.payload, others.data.meta.all_count]).toEqual([[], 0]);
    }
  });

  test("of a team tells its members; who has no access is named on the note and told nothing", async () => {
    const [team] = await runtime().sql<{ id: number }[]>`
      insert into teams (account_id, name) values (${account.id}, 'support') returning id`;
    for (const person of [account.inside, account.outside]) {
      await runtime().sql`
        insert into team_members (account_id, team_id, user_id) values (${account.id}, ${team?.id ?? 0}, ${person.id})`;
    }
    const { content_attributes } = await note(`[@support](mention://team/${team?.id}/support)`);
    await dispatch();
    expect(content_attributes.mentions_without_access).toEqual([{ id: account.outside.id, name: "Acme Outside" }]);
    expect(await told(account.inside.id)).toEqual(["conversation_mention"]);
    expect(await told(account.outside.id)).toEqual([]);
    const rows = await runtime().sql`select user_id from mentions where account_id = ${account.id}`;
    expect(rows).toEqual([{ user_id: account.inside.id }]);
  });

  test("in a reply to the customer means nothing, and nobody is told of their own", async () => {
    await createMessage(account.admin.ctx, { conversation_id: conversation.displayId, content: at(account.inside) });
    await note(at(account.admin));
    await dispatch();
    expect(await told(account.inside.id)).toEqual([]);
    expect(await told(account.admin.id)).toEqual([]);
  });
});

describe("people are told", () => {
  test("that a conversation was assigned to them by somebody else, and follow it", async () => {
    await assign(account.inside.id);
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["conversation_assignment"]);
    await assign(account.admin.id);
    await dispatch();
    expect(await told(account.admin.id)).toEqual([]);
    const rows = await runtime().sql`
      select user_id from conversation_participants where account_id = ${account.id} order by user_id`;
    expect(rows).toEqual([{ user_id: account.admin.id }, { user_id: account.inside.id }]);
  });

  test("of new messages once, as assignee before participant; a newer one takes the place of an older", async () => {
    await assign(account.inside.id);
    await incoming();
    await incoming();
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["assigned_conversation_new_message"]);
    await assign(null);
    await incoming();
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["participating_conversation_new_message"]);
  });

  test("that a mention waits although a newer message took its place", async () => {
    await note(at(account.inside));
    await dispatch();
    await incoming();
    await dispatch();
    const rows = await runtime().sql`
      select notification_type as type, meta from notifications where account_id = ${account.id} and user_id = ${account.inside.id}`;
    expect(rows).toEqual([{ type: "participating_conversation_new_message", meta: { unread_mention: true } }]);
  });

  test("of new conversations only when they asked for it, and not of their own", async () => {
    const { sourceId } = conversation;
    const start = () => createConversation(account.admin.ctx, { source_id: sourceId, inbox_id: account.inbox.id });
    await start();
    await dispatch();
    expect(await told(account.inside.id)).toEqual([]);
    await updateNotificationSettings(account.inside.ctx, { selected_push_flags: ["push_conversation_creation"] });
    await start();
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["conversation_creation"]);
  });

  test("not of what they have open, nor of what they may no longer open, nor of blocked contacts but for mentions", async () => {
    await assign(account.inside.id);
    await dispatch();
    setHub({ io: { to: () => ({ emit: () => true }) }, clustered: false, isViewing: () => true } as never);
    await incoming();
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["conversation_assignment"]);
    setHub(undefined);
    await runtime().sql`update contacts set blocked = true where account_id = ${account.id}`;
    await incoming();
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["conversation_assignment"]);
    await note(at(account.inside));
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["conversation_mention"]);
    await runtime().sql`delete from inbox_members where account_id = ${account.id}`;
    await runtime().sql`update contacts set blocked = false where account_id = ${account.id}`;
    await incoming();
    await dispatch();
    expect(await told(account.inside.id)).toEqual(["conversation_mention"]);
  });
});

describe("by mail", () => {
  const mails = async () => {
    const folder = path.join(runtime().config.dataDir, "mail");
    const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    const all = await Promise.all(
      files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), "utf8"))),
    );
    return all.filter((mail) => mail.to === account.inside.email) as { subject: string; text: string }[];
  };
  const due = () => runtime().sql`
    update notifications set mail_due_at = now() - interval '1 second' where account_id = ${account.id} and mail_due_at is not null`;
  const at2 = () => ({ accountId: account.id, userId: account.inside.id });

  test("everything unread goes out in one mail, once, and not what was read meanwhile", async () => {
    await updateNotificationSettings(account.inside.ctx, { selected_email_flags: ["email_conversation_mention"] });
    await note(`${at(account.inside)} first`);
    await dispatch();
    const first = conversation;
    conversation = await seedConversation(account);
    await note(`${at(account.inside)} second`);
    conversation = await seedConversation(account);
    await note(`${at(account.inside)} third`);
    await dispatch();
    await mailNotifications(at2());
    expect(await mails()).toEqual([]);
    const [read] = await runtime().sql<{ id: number }[]>`
      select id from notifications where account_id = ${account.id} and conversation_id = ${first.id}`;
    await readNotification(account.inside.ctx, { id: read?.id ?? 0 });
    await due();
    await Promise.all([mailNotifications(at2()), mailNotifications(at2())]);
    await mailNotifications(at2());
    const sent = await mails();
    expect(sent.map((mail) => mail.subject)).toEqual(["Acme Admin mentioned you, and 1 more"]);
    expect(sent[0]?.text).toContain("Acme Admin: @Acme Inside second");
    expect(sent[0]?.text).toContain("third");
    expect(sent[0]?.text).not.toContain("first");
    expect(sent[0]?.text).toContain(`/app/accounts/${account.id}/conversations/${conversation.displayId}`);
  });
});

describe("by push", () => {
  let service: Server;
  let requests: { headers: Record<string, unknown>; body: Buffer }[];
  let answer = 201;
  beforeEach(async () => {
    requests = [];
    answer = 201;
    service = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        requests.push({ headers: request.headers, body: Buffer.concat(chunks) });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => new Promise((resolve) => service.close(resolve)));

  async function subscribed() {
    const browser = createECDH("prime256v1");
    browser.generateKeys();
    await createSubscription(account.inside.ctx, {
      subscription_type: "browser_push",
      subscription_attributes: {
        endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}/push/${randomBytes(4).toString("hex")}`,
        p256dh: browser.getPublicKey("base64url"),
        auth: randomBytes(16).toString("base64url"),
      },
    });
    await assign(account.inside.id);
    await dispatch();
    const [job] = await runtime().sql<{ payload: { notification_id: number; subscription_id: number } }[]>`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'push_notification' and (j.payload ->> 'account_id')::bigint = ${account.id}`;
    const { notification_id, subscription_id } = job?.payload ?? { notification_id: 0, subscription_id: 0 };
    return { accountId: account.id, notificationId: notification_id, subscriptionId: subscription_id };
  }

  test("a subscribed browser gets it encrypted and signed, but not what was read meanwhile", async () => {
    const push = await subscribed();
    await sendPush(push);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "86400" });
    expect(String(requests[0]?.headers.authorization)).toMatch(/^vapid t=/);
    expect(requests[0]?.body.includes("Maria")).toBe(false);
    await readNotification(account.inside.ctx, { id: push.notificationId });
    await sendPush(push);
    expect(requests).toHaveLength(1);
  });

  test("a service in trouble is tried again, a browser that is gone is forgotten", async () => {
    const push = await subscribed();
    answer = 503;
    await expect(sendPush(push)).rejects.toThrow("503");
    answer = 410;
    await sendPush(push);
    expect(await runtime().sql`select 1 from notification_subscriptions where user_id = ${account.inside.id}`).toEqual(
      [],
    );
    await sendPush(push);
    expect(requests).toHaveLength(2);
  });
});
