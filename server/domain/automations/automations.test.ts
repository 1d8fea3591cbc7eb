import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedConversation,
  seedMessage,
  seedTwoAccounts,
} from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as cloneRoute from "../../../app/api/v1/accounts/[account_id]/automation_rules/[id]/clone/route.ts";
import * as oneRule from "../../../app/api/v1/accounts/[account_id]/automation_rules/[id]/route.ts";
import * as runsRoute from "../../../app/api/v1/accounts/[account_id]/automation_rules/[id]/runs/route.ts";
import * as allRules from "../../../app/api/v1/accounts/[account_id]/automation_rules/route.ts";
import * as uploadRoute from "../../../app/api/v1/accounts/[account_id]/upload/route.ts";
import { isOpenAt } from "../inboxes/is-open-at.ts";
import { runRules } from "./run-rules.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;
let eventId = 1;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account);
});

const here = (token = account.admin.token) => ({ params: { account_id: account.id }, token });
const at = (id: number, token = account.admin.token) => ({ params: { account_id: account.id, id }, token });

const contentIs = (text: string) => ({
  attribute_key: "content",
  filter_operator: "contains",
  values: [text],
  query_operator: null,
});

async function addRule(body: Record<string, unknown>): Promise<number> {
  const created = await call(allRules.POST, {
    ...here(),
    body: { name: "Rule", event_name: "message_created", conditions: [], actions: [], ...body },
  });
  expect(created.status).toBe(200);
  return created.body.id;
}

/** Something happened in the conversation: by default a message of the customer. */
async function happen(more: Partial<Parameters<typeof runRules>[0]> = {}): Promise<number> {
  eventId += 1;
  await runRules({
    accountId: account.id,
    eventId,
    eventNames: ["message_created"],
    conversationId: conversation.id,
    messageId: null,
    changed: {},
    ...more,
  });
  return eventId;
}

const says = async (content: string) => (await seedMessage(account.id, conversation, { content })).id;

const row = async () => {
  const [found] = await runtime().sql<
    { status: string; labels: string[]; priority: number | null; teamId: number | null }[]
  >`
    select status, labels, priority, team_id as "teamId" from conversations where account_id = ${account.id} and id = ${conversation.id}`;
  return found;
};

describe("rules over REST", () => {
  test("200: create bare, show and update in an envelope, list, clone switched off, delete", async () => {
    const body = {
      name: "Refunds",
      description: "Money back",
      event_name: "message_created",
      conditions: [contentIs("refund")],
      actions: [{ action_name: "add_label", action_params: ["refund"] }],
    };
    const created = await call(allRules.POST, { ...here(), body });
    expect(created.status).toBe(200);
    expect(created.body).toMatchObject({ ...body, account_id: account.id, active: true });
    const { id } = created.body;
    expect((await call(oneRule.GET, at(id))).body.payload).toMatchObject({ id, name: "Refunds" });
    const changed = await call(oneRule.PATCH, { ...at(id), body: { active: false } });
    expect(changed.body.payload).toMatchObject({ active: false, name: "Refunds", conditions: body.conditions });
    const copy = await call(cloneRoute.POST, at(id));
    expect(copy.body.payload).toMatchObject({ name: "Refunds", active: false });
    expect((await call(allRules.GET, here())).body.payload.map((rule) => rule.id)).toEqual([id, copy.body.payload.id]);
    expect((await call(oneRule.DELETE, at(id))).status).toBe(200);
    expect((await call(oneRule.GET, at(id))).status).toBe(404);
  });

  test("422 names the action or the condition that does not exist; 401 for agents; 404 for strangers", async () => {
    const post = (body: unknown) => call(allRules.POST, { ...here(), body });
    const rule = { name: "x", event_name: "message_created" };
    expect(await post({ ...rule, actions: [{ action_name: "fly" }] })).toMatchObject({
      status: 422,
      body: { error: { actions: ["Automation actions fly not supported."] } },
    });
    const unknown = await post({ ...rule, conditions: [{ ...contentIs("a"), attribute_key: "mood" }] });
    expect(unknown.status).toBe(422);
    expect(JSON.stringify(unknown.body)).toContain("mood");
    expect((await post({ ...rule, conditions: [contentIs("a"), contentIs("b")] })).status).toBe(422);
    const changed = { attribute_key: "mood", filter_operator: "attribute_changed", values: { from: [], to: [] } };
    expect((await post({ ...rule, conditions: [changed] })).body).toMatchObject({
      error: { conditions: [expect.stringContaining("mood")] },
    });
    expect((await post({ ...rule, conditions: [{ ...contentIs("a"), query_operator: "xor" }] })).status).toBe(422);
    expect((await post({ event_name: "message_created" })).body).toMatchObject({ attributes: ["name"] });
    expect((await post({ name: "x" })).body).toMatchObject({ attributes: ["event_name"] });
    expect((await call(allRules.GET, here(account.inside.token))).status).toBe(401);
    const id = await addRule({});
    const stranger = { params: { account_id: account.other.id, id }, token: account.other.admin.token };
    expect((await call(oneRule.GET, stranger)).status).toBe(404);
    expect((await call(oneRule.PATCH, { ...stranger, body: { name: "mine" } })).status).toBe(404);
  });
});

describe("a rule", () => {
  test("does its steps when its conditions hold, once per event, and says so in its log", async () => {
    const id = await addRule({
      conditions: [contentIs("REFUND")],
      actions: [
        { action_name: "add_label", action_params: ["refund", "money"] },
        { action_name: "change_priority", action_params: ["high"] },
        { action_name: "send_message", action_params: ["We look into it"] },
        { action_name: "add_private_note", action_params: ["Careful"] },
        { action_name: "change_status", action_params: ["pending"] },
      ],
    });
    await happen({ messageId: await says("hello") });
    expect(await row()).toMatchObject({ labels: [], priority: null });
    const messageId = await says("a refund please");
    const event = await happen({ messageId });
    await runRules({
      accountId: account.id,
      eventId: event,
      eventNames: ["message_created"],
      conversationId: conversation.id,
      messageId,
      changed: {},
    });
    expect(await row()).toMatchObject({ status: "pending", labels: ["refund", "money"], priority: 2 });
    const said = await runtime().sql<{ content: string; private: boolean; ruleId: number; sender: string | null }[]>`
      select content, private, (content_attributes ->> 'automation_rule_id')::int as "ruleId", sender_type as sender
      from messages where account_id = ${account.id} and message_type = 1 order by id`;
    expect(said).toEqual([
      { content: "We look into it", private: false, ruleId: id, sender: null },
      { content: "Careful", private: true, ruleId: id, sender: null },
    ]);
    const { body } = await call(runsRoute.GET, at(id));
    expect(body.payload).toMatchObject([{ event_id: event, outcome: "done", conversation_id: conversation.displayId }]);
  });

  test("goes on after a step that cannot be done, leaves nothing of it, and logs why", async () => {
    const id = await addRule({
      actions: [
        { action_name: "assign_agent", action_params: [account.outside.id] },
        { action_name: "add_label", action_params: ["seen"] },
      ],
    });
    await happen();
    expect(await row()).toMatchObject({ labels: ["seen"] });
    const { body } = await call(runsRoute.GET, at(id));
    expect(body.payload[0]).toMatchObject({
      outcome: "failed",
      errors: [{ action: "assign_agent", error: "This person is no member of the inbox" }],
    });
  });

  test("sends a file that was uploaded before, and no file of another account", async () => {
    const form = new FormData();
    form.set("attachment", new File(["price list"], "prices.txt", { type: "text/plain" }));
    const uploaded = await call(uploadRoute.POST, { ...here(), body: form });
    expect(uploaded.status).toBe(200);
    await addRule({ actions: [{ action_name: "send_attachment", action_params: [uploaded.body.blob_id] }] });
    await happen();
    const files = await runtime().sql<{ fileName: string }[]>`
      select file_name as "fileName" from attachments where account_id = ${account.id}`;
    expect(files).toEqual([{ fileName: "prices.txt" }]);
    const theirs = await call(allRules.POST, {
      params: { account_id: account.other.id },
      token: account.other.admin.token,
      body: {
        name: "x",
        event_name: "message_created",
        actions: [{ action_name: "send_attachment", action_params: [uploaded.body.blob_id] }],
      },
    });
    expect(theirs.body.files).toBeUndefined();
    const elsewhere = await seedConversation(account.other);
    await runRules({
      accountId: account.other.id,
      eventId: 1,
      eventNames: ["message_created"],
      conversationId: elsewhere.id,
      messageId: null,
      changed: {},
    });
    expect(await runtime().sql`select 1 from attachments where account_id = ${account.other.id}`).toHaveLength(0);
  });

  test("that asks for a change runs only for that change", async () => {
    await addRule({
      event_name: "conversation_updated",
      conditions: [
        {
          attribute_key: "status",
          filter_operator: "attribute_changed",
          values: { from: ["pending"], to: ["open"] },
          query_operator: null,
        },
      ],
      actions: [{ action_name: "add_label", action_params: ["handed-over"] }],
    });
    const update = (changed: Record<string, [unknown, unknown]>) =>
      happen({ eventNames: ["conversation_updated"], changed });
    await update({ status: ["resolved", "open"] });
    await update({ labels: [[], ["x"]] });
    expect((await row())?.labels).toEqual([]);
    await update({ status: ["pending", "open"] });
    expect((await row())?.labels).toEqual(["handed-over"]);
  });

  test("that asks for a change of a custom attribute runs for that attribute alone", async () => {
    await runtime().sql`
      insert into custom_attribute_definitions (account_id, attribute_model, attribute_key, display_name, display_type)
      values (${account.id}, 'conversation_attribute', 'plan', 'Plan', 'text')`;
    await addRule({
      event_name: "conversation_updated",
      conditions: [{ attribute_key: "plan", filter_operator: "attribute_changed", values: { from: [], to: ["gold"] } }],
      actions: [{ action_name: "add_label", action_params: ["upgraded"] }],
    });
    const update = (before: object, after: object) =>
      happen({ eventNames: ["conversation_updated"], changed: { custom_attributes: [before, after] } });
    await update({ plan: "gold", seats: 1 }, { plan: "gold", seats: 2 });
    await update({ plan: "gold" }, { plan: "basic" });
    expect((await row())?.labels).toEqual([]);
    await update({}, { plan: "Gold" });
    expect((await row())?.labels).toEqual(["upgraded"]);
  });

  test("can ask for no priority, and for where the contact is known to be or work", async () => {
    const ask = (attribute_key: string, value: string, label: string) =>
      addRule({
        conditions: [{ attribute_key, filter_operator: "equal_to", values: [value], query_operator: null }],
        actions: [{ action_name: "add_label", action_params: [label] }],
      });
    await ask("priority", "nil", "unranked");
    await ask("country_code", "br", "brazil");
    await ask("company", "acme", "acme");
    await runtime().sql`
      update conversations set additional_attributes = '{"country_code": "BR"}' where account_id = ${account.id}`;
    await runtime()
      .sql`update contacts set additional_attributes = '{"company": "Acme"}' where account_id = ${account.id}`;
    await happen();
    expect((await row())?.labels).toEqual(["unranked", "brazil", "acme"]);
    await runtime().sql`update conversations set priority = 1, labels = '{}' where account_id = ${account.id}`;
    await happen();
    expect((await row())?.labels).toEqual(["brazil", "acme"]);
  });

  test("can ask whether the message came within the business hours of its inbox", async () => {
    const hours = [1, 2, 3, 4, 5].map((day_of_week) => ({
      ...{ day_of_week, open_hour: 9, open_minutes: 30, close_hour: 17, close_minutes: 0 },
      ...{ closed_all_day: false, open_all_day: false },
    }));
    const inbox = { workingHoursEnabled: true, workingHours: hours, timezone: "America/Sao_Paulo" };
    await runtime().sql`
      update inboxes set working_hours_enabled = true, timezone = ${inbox.timezone}, working_hours = ${JSON.stringify(hours)}::text::jsonb
      where account_id = ${account.id}`;
    for (const value of ["inside", "outside"])
      await addRule({
        conditions: [{ attribute_key: "business_hours", filter_operator: "equal_to", values: [value] }],
        actions: [{ action_name: "add_label", action_params: [value] }],
      });
    // Half past nine there is half past twelve in UTC; 8 March is a Sunday.
    for (const time of ["09T12:29", "09T12:30", "09T19:59", "09T20:00", "08T15:00", "10T02:00"]) {
      const createdAt = new Date(`2026-03-${time}:00Z`);
      await runtime().sql`update conversations set labels = '{}' where account_id = ${account.id}`;
      await happen({ messageId: (await seedMessage(account.id, conversation, { createdAt })).id });
      expect((await row())?.labels, time).toEqual([isOpenAt(inbox, createdAt) ? "inside" : "outside"]);
    }
    await runtime().sql`update inboxes set working_hours_enabled = false where account_id = ${account.id}`;
    await runtime().sql`update conversations set labels = '{}' where account_id = ${account.id}`;
    await happen();
    expect((await row())?.labels).toEqual(["inside"]);
  });

  test("whose condition became invalid is switched off, and the others run on", async () => {
    await runtime().sql`
      insert into automation_rules (account_id, name, event_name, conditions, actions)
      values (${account.id}, 'Old', 'message_created', ${JSON.stringify([{ ...contentIs("a"), attribute_key: "gone" }])}::text::jsonb, '[]')`;
    await addRule({ actions: [{ action_name: "add_label", action_params: ["later"] }] });
    await happen();
    expect((await row())?.labels).toEqual(["later"]);
    const { body } = await call(allRules.GET, here());
    expect(body.payload[0]).toMatchObject({
      name: "Old",
      active: false,
      disabled_reason: expect.stringContaining("gone"),
    });
  });
});
