import { type SeededAccount, seedConversation } from "#db/testing/seed.ts";
import { seedScheduled, seedSeries } from "#db/testing/seed-scheduled.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];

const inConversation = (body?: unknown) => async (account: SeededAccount) => ({
  params: { conversation_id: (await seedConversation(account)).displayId },
  body,
});

const withScheduled = (body?: unknown) => async (account: SeededAccount) => {
  const conversation = await seedConversation(account);
  const { id } = await seedScheduled(account.id, conversation);
  return { params: { conversation_id: conversation.displayId, id }, body };
};

const withSeries = (body?: unknown) => async (account: SeededAccount) => {
  const conversation = await seedConversation(account);
  const { id } = await seedSeries(account.id, conversation);
  return { params: { conversation_id: conversation.displayId, id }, body };
};

/** Who may call what about scheduled messages. Bots may not (contract, scheduled-messages §2). */
export const scheduledRows: Record<string, Row> = {
  "scheduled_messages.list": { expected: inside, given: inConversation() },
  "scheduled_messages.create": { expected: inside, given: inConversation({ content: "Later" }) },
  "scheduled_messages.update": { expected: inside, given: withScheduled({ content: "New" }) },
  "scheduled_messages.delete": { expected: inside, given: withScheduled() },
  "scheduled_messages.send_now": { expected: inside, given: withScheduled() },
  "scheduled_messages.overview": { expected: members },
  "scheduled_messages.calendar": { expected: members, given: () => ({ query: "?from=2030-01-01&to=2030-01-31" }) },
  "scheduled_messages.preview": {
    expected: members,
    given: () => ({ body: { scheduled_at: "2030-01-01T08:00:00Z" } }),
  },
  "recurring_scheduled_messages.list": { expected: inside, given: inConversation() },
  "recurring_scheduled_messages.create": {
    expected: inside,
    given: inConversation({ content: "Daily", recurrence_rule: { frequency: "daily" } }),
  },
  "recurring_scheduled_messages.update": { expected: inside, given: withSeries({ content: "New" }) },
  "recurring_scheduled_messages.stop": { expected: inside, given: withSeries() },
};
