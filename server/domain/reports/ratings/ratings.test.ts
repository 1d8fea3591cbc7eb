import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, type SeededConversation, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import type { LoadedEvent } from "#server/platform/events/subscriber.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../../app/api/v1/accounts/[account_id]/csat_survey_responses/[id]/route.ts";
import * as metrics from "../../../../app/api/v1/accounts/[account_id]/csat_survey_responses/metrics/route.ts";
import * as all from "../../../../app/api/v1/accounts/[account_id]/csat_survey_responses/route.ts";
import * as survey from "../../../../app/public/api/v1/csat_survey/[uuid]/route.ts";
import { loadConversationResources } from "../../realtime/load-resources.ts";
import { recordRatings } from "./record-ratings.ts";
import { sendSurvey } from "./send-survey.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account, {
    status: "resolved",
    labels: ["sale"],
    assigneeId: account.inside.id,
    lastIncomingAt: new Date(),
  });
  await enable({});
});

async function enable(config: Record<string, unknown>): Promise<void> {
  await runtime().sql`
    update inboxes set csat_survey_enabled = true, csat_config = ${JSON.stringify(config)}::text::jsonb
    where account_id = ${account.id} and id = ${conversation.inboxId}`;
}

const send = () => sendSurvey({ accountId: account.id, displayId: conversation.displayId });

const surveys = () => runtime().sql<
  { id: number; content: string; attributes: Record<string, string>; uuid: string }[]
>`
  select m.id, m.content, m.content_attributes as attributes, c.uuid from messages m
  join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
  where m.account_id = ${account.id} and m.content_type = 'input_csat'`;

/** What the dispatcher does with the events of an answer. */
async function dispatchAnswers(): Promise<void> {
  const ctx = systemContext(account.id);
  const events = await runtime().sql<LoadedEvent[]>`
    select id, account_id as "accountId", type, data, actor, created_at as "createdAt" from events
    where account_id = ${account.id} and type = 'message.updated' order by id`;
  const resources = await loadConversationResources(ctx, events);
  const loaded = events.map((event) => ({ ...event, resource: resources.get(event.id) ?? null }));
  await transaction(ctx, (tx) => recordRatings.consume(loaded, tx));
}

const answer = (uuid: string, response: unknown) =>
  call(survey.PUT, { params: { uuid }, body: { message: { submitted_values: { csat_survey_response: response } } } });

const here = (token = account.admin.token, query = "") => ({ params: { account_id: account.id }, token, query });

describe("the survey", () => {
  test("is sent once, with its link, in the words of the inbox", async () => {
    await enable({ message: "How did we do?", display_type: "star" });
    await send();
    await send();
    const [sent, ...more] = await surveys();
    expect(more).toEqual([]);
    expect(sent).toMatchObject({
      content: "How did we do?",
      attributes: {
        display_type: "star",
        survey_link: expect.stringMatching(new RegExp(`/survey/responses/${sent?.uuid}$`)),
      },
    });
  });

  test("without words of the inbox asks in the language that the survey is in", async () => {
    await enable({ language: "pt_BR" });
    await send();
    expect(await surveys()).toMatchObject([{ content: "Avalie a conversa, por favor" }]);
  });

  test.each([
    ["contains", ["sale"], 1],
    ["contains", ["other"], 0],
    ["does_not_contain", ["sale"], 0],
    ["does_not_contain", ["other"], 1],
  ])("is sent by rule: %s %j → %d", async (operator, values, count) => {
    await enable({ survey_rules: { operator, values } });
    await send();
    expect(await surveys()).toHaveLength(count);
  });

  test("is not sent in a conversation that is open again", async () => {
    await runtime()
      .sql`update conversations set status = 'open' where account_id = ${account.id} and id = ${conversation.id}`;
    await send();
    expect(await surveys()).toEqual([]);
  });
});

describe("an answer", () => {
  test("is taken through the public link, may be changed, and counts once", async () => {
    await send();
    const [{ uuid, id } = { uuid: "", id: 0 }] = await surveys();
    expect((await call(survey.GET, { params: { uuid } })).body).toMatchObject({ id, csat_survey_response: null });
    expect((await answer(uuid, { rating: 2 })).status).toBe(200);
    await dispatchAnswers();
    const changed = await answer(uuid, { rating: 5, feedback_message: "Great" });
    expect(changed.body).toMatchObject({ csat_survey_response: { rating: 5, feedback_message: "Great" } });
    await dispatchAnswers();
    const { body } = await call(all.GET, here());
    expect(body).toMatchObject([
      {
        rating: 5,
        feedback_message: "Great",
        message_id: id,
        conversation_id: conversation.displayId,
        contact: { id: conversation.contactId },
        assigned_agent: { id: account.inside.id },
      },
    ]);
    expect((await call(metrics.GET, here())).body).toEqual({
      total_count: 1,
      ratings_count: { "5": 1 },
      total_sent_messages_count: 1,
    });
    const noted = await call(one.PATCH, {
      params: { account_id: account.id, id: body[0]?.id ?? 0 },
      token: account.admin.token,
      body: { csat_review_notes: "Ask for a review" },
    });
    expect(noted.body).toMatchObject({
      csat_review_notes: "Ask for a review",
      review_notes_updated_by: { id: account.admin.id },
    });
    expect((await call(all.GET, here(account.admin.token, "?rating=1"))).body).toEqual([]);
    const noValues = "?page=&rating=&inbox_id=&team_id=&user_ids[]=&since=&until=";
    expect((await call(all.GET, here(account.admin.token, noValues))).body).toHaveLength(1);
    expect((await call(all.GET, here(account.admin.token, `?user_ids[]=${account.inside.id}`))).body).toHaveLength(1);
  });

  test("422 outside 1 to 5 and after 14 days, 404 without a survey, 401 for agents, 404 for strangers", async () => {
    await send();
    const [{ uuid, id } = { uuid: "", id: 0 }] = await surveys();
    for (const rating of [0, 6, "x", null]) expect((await answer(uuid, { rating })).status).toBe(422);
    expect((await answer("3a7a4d1e-6c1b-4f43-9d8e-3f4c5b6a7d8e", { rating: 3 })).status).toBe(404);
    expect((await answer("nonsense", { rating: 3 })).status).toBe(404);
    await answer(uuid, { rating: 3 });
    await dispatchAnswers();
    const [row] = await runtime().sql<
      { id: number }[]
    >`select id from csat_survey_responses where account_id = ${account.id}`;
    expect((await call(all.GET, here(account.inside.token))).status).toBe(401);
    const stranger = { params: { account_id: account.other.id, id: row?.id ?? 0 }, token: account.other.admin.token };
    expect((await call(one.PATCH, { ...stranger, body: { csat_review_notes: "mine" } })).status).toBe(404);
    await runtime().sql`
      update messages set created_at = now() - interval '15 days' where account_id = ${account.id} and id = ${id}`;
    expect((await answer(uuid, { rating: 4 })).body).toEqual({
      error: "You cannot update the CSAT survey after 14 days",
    });
  });
});
