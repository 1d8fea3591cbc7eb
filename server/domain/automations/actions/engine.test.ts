import { createHmac } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedConversation,
  seedMessage,
  seedTwoAccounts,
} from "#db/testing/seed.ts";
import { seedTeam } from "#db/testing/seed-settings.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { dispatchEvents } from "#server/platform/events/dispatch-events.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as runsRoute from "../../../../app/api/v1/accounts/[account_id]/automation_rules/[id]/runs/route.ts";
import * as rules from "../../../../app/api/v1/accounts/[account_id]/automation_rules/route.ts";
import * as messages from "../../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/route.ts";
import * as execute from "../../../../app/api/v1/accounts/[account_id]/macros/[id]/execute/route.ts";
import * as macros from "../../../../app/api/v1/accounts/[account_id]/macros/route.ts";
import * as upload from "../../../../app/api/v1/accounts/[account_id]/upload/route.ts";
import { registry } from "../../registry.ts";
import { sendDue } from "../../scheduled-messages/send-due.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;
let receiver: Server;
let url: string;
let posted: Record<string, unknown>[] = [];
let signatures: { given: string | undefined; signed: string }[] = [];

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
  receiver = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      posted.push(JSON.parse(text));
      const { "x-chatwoot-signature": given, "x-chatwoot-timestamp": time } = request.headers as Record<string, string>;
      signatures.push({ given, signed: `${time}.${text}` });
      response.end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver.close();
  await stopTestRuntime();
});
beforeEach(async () => {
  await work();
  account = await seedTwoAccounts();
  conversation = await seedConversation(account, { contact: { email: "maria@example.com" } });
  posted = [];
  signatures = [];
});

/** What the workers do, until there is nothing left: events are handed out, every job is run. */
async function work(): Promise<void> {
  for (let isBusy = true; isBusy; ) {
    isBusy = false;
    await dispatchEvents(registry);
    for (const job of registry.jobs) {
      for (const payload of await takeJobs(job.name)) {
        isBusy = true;
        await job.run(job.payload.parse(payload));
      }
    }
  }
}

const here = (token = account.admin.token) => ({ params: { account_id: account.id }, token });

async function addRule(actions: Record<string, unknown>[], more: Record<string, unknown> = {}): Promise<number> {
  const rule = { name: "Rule", event_name: "message_created", conditions: [], actions, ...more };
  const created = await call(rules.POST, { ...here(), body: rule });
  expect(created.status, created.text).toBe(200);
  return created.body.id;
}

/** The customer writes, and everything that follows happens. */
async function customerWrites(content = "Hello"): Promise<void> {
  await post({ content, message_type: "incoming" });
  await work();
}

const post = (body: Record<string, unknown>, token = account.inside.token) =>
  call(messages.POST, {
    params: { account_id: account.id, conversation_id: conversation.displayId },
    token,
    body,
  });

async function mailsTo(address: string): Promise<{ subject: string; text: string }[]> {
  const folder = path.join(runtime().config.dataDir, "mail");
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const mails = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), "utf8"))),
  );
  return mails.filter((mail) => mail.to === address);
}

/** Signatures as somebody who has the secret expects them. */
const expectSigned = (secret: string) =>
  expect(signatures.map(({ given }) => given)).toEqual(
    signatures.map(({ signed }) => `sha256=${createHmac("sha256", secret).update(signed).digest("hex")}`),
  );

const runsOf = async (id: number) =>
  (await call(runsRoute.GET, { params: { account_id: account.id, id }, token: account.admin.token })).body.payload;

const said = () => runtime().sql<{ content: string; senderId: number | null; ruleId: number | null }[]>`
  select content, sender_id as "senderId", (content_attributes ->> 'automation_rule_id')::int as "ruleId" from messages
  where account_id = ${account.id} and message_type = 1 order by id`;

describe("a rule", () => {
  test("mails everybody in a team once, with variables filled in and the way to the conversation", async () => {
    const team = await seedTeam(account.id, { name: "billing" }, [account.inside.id, account.outside.id]);
    const message = "{{contact.name}} asks about money";
    await addRule([{ action_name: "send_email_to_team", action_params: [{ team_ids: [team.id], message }] }]);
    await customerWrites();
    for (const { email } of [account.inside, account.outside]) {
      const mails = await mailsTo(email);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.text).toContain("Maria asks about money");
      expect(mails[0]?.text).toContain(`/app/accounts/${account.id}/conversations/${conversation.displayId}`);
    }
    expect(await mailsTo(account.admin.email)).toEqual([]);
  });

  test("mails nobody of another account's team, and its log says why", async () => {
    const theirs = await seedTeam(account.other.id, { name: "theirs" }, [account.other.inside.id]);
    const mail = { team_ids: [theirs.id], message: "x" };
    const id = await addRule([{ action_name: "send_email_to_team", action_params: [mail] }]);
    await customerWrites();
    expect(await mailsTo(account.other.inside.email)).toEqual([]);
    expect(await runsOf(id)).toMatchObject([
      { outcome: "failed", errors: [{ error: "There is nobody in these teams" }] },
    ]);
  });

  test("mails the transcript to addresses and to the customer, and to nobody when one address is none", async () => {
    const [boss, wrong] = [`boss.${account.id}@example.com`, `right.${account.id}@example.com`];
    await addRule([
      { action_name: "send_email_transcript", action_params: [`${boss}, {{contact.email}}`] },
      { action_name: "send_email_transcript", action_params: [`${wrong},nonsense`] },
    ]);
    await customerWrites("Where is my parcel?");
    expect((await mailsTo(boss))[0]?.text).toContain("Where is my parcel?");
    expect(await mailsTo("maria@example.com")).toHaveLength(1);
    expect(await mailsTo(wrong)).toEqual([]);
  });

  test("calls a webhook with the conversation, tried again and logged like any call", async () => {
    const id = await addRule([{ action_name: "send_webhook_event", action_params: [url] }]);
    await customerWrites();
    expect(posted).toMatchObject([
      {
        event: "automation_event.message_created",
        id: conversation.displayId,
        status: "open",
        inbox_id: account.inbox.id,
      },
    ]);
    const rows = await runtime().sql`
      select target, state, attempts from webhook_deliveries where account_id = ${account.id}`;
    expect([...rows]).toEqual([{ target: `automation_rule:${id}`, state: "delivered", attempts: 1 }]);
    const [rule] = (await call(rules.GET, here())).body.payload;
    expectSigned(rule?.secret ?? "");
  });

  test("mutes: the contact is blocked and the conversation resolved", async () => {
    await addRule([{ action_name: "mute_conversation", action_params: [] }]);
    await customerWrites();
    const [row] = await runtime().sql`
      select c.status, k.blocked from conversations c join contacts k on k.id = c.contact_id where c.id = ${conversation.id}`;
    expect(row).toEqual({ status: "resolved", blocked: true });
  });

  test("schedules a message with a file; it goes out at its time as the rule's and calls no rule", async () => {
    const form = new FormData();
    form.set("attachment", new File(["prices"], "prices.txt", { type: "text/plain" }));
    const uploaded = await call(upload.POST, { ...here(), body: form });
    const planned = { content: "Still there, {{contact.name}}?", delay_minutes: 5, blob_id: uploaded.body.blob_id };
    const id = await addRule([{ action_name: "create_scheduled_message", action_params: [planned] }]);
    await customerWrites();
    const { sql } = runtime();
    const [row] = await sql`
      select status, content, automation_rule_id as "ruleId", automation_rule_name as name,
        round(extract(epoch from scheduled_at - now()) / 60)::int as minutes
      from scheduled_messages where account_id = ${account.id}`;
    expect(row).toEqual({ status: "pending", content: "Still there, Maria?", ruleId: id, name: "Rule", minutes: 5 });
    await sql`update scheduled_messages set due_at = now() - interval '1 second' where account_id = ${account.id}`;
    await sendDue();
    await work();
    expect(await said()).toEqual([{ content: "Still there, Maria?", senderId: null, ruleId: id }]);
    expect(await sql`select 1 from scheduled_messages where account_id = ${account.id}`).toHaveLength(1);
    expect(await sql`select 1 from attachments where account_id = ${account.id}`).toHaveLength(1);
  });

  test("422 for steps that could never be done, naming them", async () => {
    const post = async (action_name: string, action_params: unknown) => {
      const body = { name: "x", event_name: "message_created", actions: [{ action_name, action_params }] };
      const { status, body: answer } = await call(rules.POST, { ...here(), body });
      return [status, JSON.stringify(answer)];
    };
    for (const [name, params] of [
      ["send_webhook_event", ["ftp://example.com"]],
      ["send_email_to_team", [{ team_ids: [], message: "x" }]],
      ["create_scheduled_message", [{ content: "x", delay_minutes: 0 }]],
      ["create_scheduled_message", [{ content: "x", delay_minutes: 999 * 1440 + 1 }]],
      ["create_scheduled_message", [{ delay_minutes: 5 }]],
      ["fly", []],
    ] as const) {
      const [status, answer] = await post(name, params);
      expect(status).toBe(422);
      expect(answer).toContain(`{"error":{"actions":["`);
      expect(answer).toContain(name);
    }
  });
});

describe("a rule that cannot go on", () => {
  test("is switched off with one mail to every administrator and none to agents", async () => {
    const { sql } = runtime();
    await sql`
      insert into automation_rules (account_id, name, event_name, conditions, actions)
      values (${account.id}, 'Old one', 'message_created',
        '[{"attribute_key": "gone", "filter_operator": "equal_to", "values": ["a"], "query_operator": null}]', '[]')`;
    await customerWrites();
    await customerWrites();
    const mails = await mailsTo(account.admin.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      subject: "The automation rule “Old one” of Acme is switched off",
      text: expect.stringContaining("gone"),
    });
    expect(await mailsTo(account.inside.email)).toEqual([]);
  });

  test("a rule that answers another machine for ever is stopped", async () => {
    const id = await addRule([{ action_name: "send_message", action_params: ["I am here"] }]);
    for (let round = 0; round < 29; round++)
      await seedMessage(account.id, conversation, { messageType: 1, contentAttributes: { automation_rule_id: id } });
    for (let round = 0; round < 3; round++) await customerWrites("I am here");
    expect(await said()).toHaveLength(30);
    const [row] = await runtime().sql`
      select active, disabled_reason as reason from automation_rules where id = ${id}`;
    expect(row).toEqual({ active: false, reason: expect.stringContaining("30 messages") });
    expect(await mailsTo(account.admin.email)).toHaveLength(1);
  });
});

describe("a macro", () => {
  test("calls a webhook, mails a transcript, schedules and mutes, as the person who runs it", async () => {
    const boss = `chief.${account.id}@example.com`;
    const created = await call(macros.POST, {
      ...here(account.inside.token),
      body: {
        name: "Goodbye",
        actions: [
          { action_name: "send_webhook_event", action_params: [url] },
          { action_name: "send_email_transcript", action_params: [boss] },
          { action_name: "create_scheduled_message", action_params: [{ content: "Bye", delay_minutes: 60 }] },
          { action_name: "mute_conversation", action_params: [] },
        ],
      },
    });
    expect(created.status, created.text).toBe(200);
    await call(execute.POST, {
      params: { account_id: account.id, id: created.body.payload.id },
      token: account.inside.token,
      body: { conversation_ids: [conversation.displayId] },
    });
    await work();
    expect(posted).toMatchObject([{ event: "macro.executed", id: conversation.displayId }]);
    expectSigned(created.body.payload.secret ?? "");
    expect(await mailsTo(boss)).toHaveLength(1);
    const { sql } = runtime();
    expect([
      ...(await sql`select author_user_id as "by" from scheduled_messages where account_id = ${account.id}`),
    ]).toEqual([{ by: account.inside.id }]);
    const [row] = await sql<{ status: string }[]>`select status from conversations where id = ${conversation.id}`;
    expect(row?.status).toBe("resolved");
  });
});
