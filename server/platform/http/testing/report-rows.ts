import { automationRules, macros } from "#db/schema/automations.ts";
import { csatSurveyResponses } from "#db/schema/reports.ts";
import { type SeededAccount, seedConversation, seedMessage } from "#db/testing/seed.ts";
import { runtime } from "../../runtime.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const everybody: Expected = [200, 200, 200, 200, 200, 200];
const members: Expected = [200, 200, 200, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];
const administrators: Expected = [200, 401, 401, 401, 401, 401];

const query = (text: string) => () => ({ query: `?${text}` });
const range = "since=1700000000&until=1700086400";

const withRule =
  (body?: unknown) =>
  async ({ id: accountId }: SeededAccount) => {
    const [rule] = await runtime()
      .db.insert(automationRules)
      .values({ accountId, name: "Rule", eventName: "message_created" })
      .returning({ id: automationRules.id });
    return { params: { id: rule?.id ?? 0 }, body };
  };

/** One that everybody sees and nobody of them wrote. */
const withMacro =
  (body?: unknown) =>
  async ({ id: accountId }: SeededAccount) => {
    const [macro] = await runtime()
      .db.insert(macros)
      .values({ accountId, name: "Macro", visibility: "global" })
      .returning({ id: macros.id });
    return { params: { id: macro?.id ?? 0 }, body };
  };

const withRating = async (account: SeededAccount) => {
  const conversation = await seedConversation(account);
  const message = await seedMessage(account.id, conversation, { messageType: 3, contentType: "input_csat" });
  const [rating] = await runtime()
    .db.insert(csatSurveyResponses)
    .values({
      accountId: account.id,
      conversationId: conversation.id,
      messageId: message.id,
      contactId: conversation.contactId,
      inboxId: conversation.inboxId,
      rating: 5,
    })
    .returning({ id: csatSurveyResponses.id });
  return { params: { id: rating?.id ?? 0 }, body: { csat_review_notes: "Seen" } };
};

const withSurvey = (body?: unknown) => async (account: SeededAccount) => {
  const conversation = await seedConversation(account);
  await seedMessage(account.id, conversation, { messageType: 3, contentType: "input_csat" });
  const [row] = await runtime().sql<{ uuid: string }[]>`
    select uuid from conversations where account_id = ${account.id} and id = ${conversation.id}`;
  return { params: { uuid: row?.uuid ?? "" }, body };
};

const file = () => {
  const body = new FormData();
  body.append("attachment", new File(["text"], "a.txt", { type: "text/plain" }));
  return { body };
};

/** Of `hello`. */
export const announced = {
  blob: { filename: "a.txt", byte_size: 5, checksum: "XUFAKrxLKna5cZ2REBfFkg==", content_type: "text/plain" },
};

const newRule = { name: "Rule", event_name: "message_created", conditions: [], actions: [] };

/** Rules, macros, reports and ratings. */
export const reportRows: Record<string, Row> = {
  "automation_rules.list": { expected: administrators },
  "automation_rules.create": { expected: administrators, given: () => ({ body: newRule }) },
  "automation_rules.show": { expected: administrators, given: withRule() },
  "automation_rules.update": { expected: administrators, given: withRule({ name: "Better" }) },
  "automation_rules.delete": { expected: administrators, given: withRule() },
  "automation_rules.clone": { expected: administrators, given: withRule() },
  "automation_rules.runs": { expected: administrators, given: withRule() },
  "macros.list": { expected: members },
  "macros.create": { expected: members, given: () => ({ body: { name: "Macro", actions: [] } }) },
  "macros.show": { expected: members, given: withMacro() },
  "macros.update": { expected: administrators, given: withMacro({ name: "Better" }) },
  "macros.delete": { expected: administrators, given: withMacro() },
  "macros.execute": { expected: members, given: withMacro({ conversation_ids: [] }) },
  "uploads.create": { expected: members, given: file },
  "uploads.start": { expected: [200, 200, 200, 401, 200, 401], given: () => ({ body: announced }) },
  "uploads.start_in_conversation": {
    expected: inside,
    given: async (account) => ({
      params: { conversation_id: (await seedConversation(account)).displayId },
      body: announced,
    }),
  },
  "uploads.receive": {
    expected: [404, 404, 404, 404, 404, 404],
    given: () => ({ params: { token: "forged" }, body: "bytes" }),
  },
  "reports.time_series": {
    expected: administrators,
    given: query(`metric=conversations_count&type=account&${range}`),
  },
  "reports.summary": { expected: administrators, given: query(`type=account&${range}`) },
  "reports.bot_summary": { expected: administrators, given: query(range) },
  "reports.bot_metrics": { expected: administrators, given: query(range) },
  "reports.conversations": { expected: administrators, given: query("type=account") },
  "reports.inbox_label_matrix": { expected: administrators },
  "reports.first_response_time_distribution": { expected: administrators },
  "reports.outgoing_messages_count": { expected: administrators, given: query(`group_by=agent&${range}`) },
  "reports.summary_by_agent": { expected: administrators, given: query(range) },
  "reports.summary_by_team": { expected: administrators, given: query(range) },
  "reports.summary_by_inbox": { expected: administrators, given: query(range) },
  "reports.summary_by_label": { expected: administrators, given: query(range) },
  "reports.summary_by_channel": { expected: administrators, given: query(range) },
  "reports.year_in_review": { expected: members },
  "reports.agents_file": { expected: administrators, given: query(range) },
  "reports.inboxes_file": { expected: administrators, given: query(range) },
  "reports.labels_file": { expected: administrators, given: query(range) },
  "reports.teams_file": { expected: administrators, given: query(range) },
  "reports.conversations_summary_file": { expected: administrators, given: query(range) },
  "reports.traffic_file": { expected: administrators },
  "csat.download": { expected: administrators },
  "live_reports.conversation_metrics": { expected: administrators },
  "live_reports.grouped_conversation_metrics": { expected: administrators, given: query("group_by=team_id") },
  "reporting_events.list": { expected: administrators },
  "reporting_events.of_conversation": {
    expected: inside,
    given: async (account) => ({ params: { conversation_id: (await seedConversation(account)).displayId } }),
  },
  "csat.list": { expected: administrators },
  "csat.metrics": { expected: administrators },
  "csat.review": { expected: administrators, given: withRating },
  "public.csat_survey.show": { expected: everybody, given: withSurvey() },
  "public.csat_survey.answer": {
    expected: everybody,
    given: withSurvey({ message: { submitted_values: { csat_survey_response: { rating: 4 } } } }),
  },
};
