import { type SeededAccount, seedConversation, seedMessage } from "#db/testing/seed.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];
const administrators: Expected = [200, 401, 401, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];
const insideAndBots: Expected = [200, 200, 401, 200, 401, 401];

const body = (value: unknown) => () => ({ body: value });

const inConversation = (body?: unknown) => async (account: SeededAccount) => ({
  params: { conversation_id: (await seedConversation(account)).displayId },
  body,
});

const withMessage =
  (body?: unknown, values: Parameters<typeof seedMessage>[2] = {}) =>
  async (account: SeededAccount) => {
    const conversation = await seedConversation(account);
    const message = await seedMessage(account.id, conversation, values);
    return { params: { conversation_id: conversation.displayId, message_id: message.id }, body };
  };

const outgoing = { messageType: 1, senderType: "User" } as const;

/** Conversations, those who take part in them, and their messages. */
export const conversationRows: Record<string, Row> = {
  "conversations.list": { expected: members },
  "conversations.meta": { expected: members },
  "conversations.get": { expected: inside, given: inConversation() },
  "conversations.create": {
    expected: insideAndBots,
    given: async (account) => {
      const { sourceId } = await seedConversation(account);
      return { body: { source_id: sourceId, inbox_id: account.inbox.id } };
    },
  },
  "conversations.update": { expected: insideAndBots, given: inConversation({ priority: "high" }) },
  "conversations.toggle_status": { expected: insideAndBots, given: inConversation({ status: "resolved" }) },
  "conversations.toggle_priority": { expected: insideAndBots, given: inConversation({ priority: "high" }) },
  "conversations.assign": {
    expected: insideAndBots,
    given: async (account) => ({ ...(await inConversation()(account)), body: { assignee_id: account.inside.id } }),
  },
  "conversations.labels": { expected: inside, given: inConversation() },
  "conversations.set_labels": { expected: inside, given: inConversation({ labels: ["vip"] }) },
  "conversations.update_last_seen": { expected: inside, given: inConversation() },
  "conversations.unread": { expected: inside, given: withMessage() },
  "conversations.toggle_typing_status": { expected: inside, given: inConversation({ typing_status: "on" }) },

  "conversations.mentionable": { expected: inside, given: inConversation() },
  "participants.list": { expected: inside, given: inConversation() },
  "participants.add": { expected: inside, given: inConversation({ user_ids: [1] }) },
  "participants.set": { expected: inside, given: inConversation({ user_ids: [] }) },
  "participants.remove": { expected: inside, given: inConversation({ user_ids: [1] }) },

  "conversations.custom_attributes": {
    expected: insideAndBots,
    given: inConversation({ custom_attributes: { plan: "gold" } }),
  },
  "conversations.mute": { expected: inside, given: inConversation() },
  "conversations.unmute": { expected: inside, given: inConversation() },
  "conversations.transcript": { expected: inside, given: inConversation({ email: "maria@example.com" }) },
  "conversations.delete": { expected: administrators, given: inConversation() },
  "conversations.inbox_assistant": { expected: inside, given: inConversation() },
  "conversations.draft": { expected: inside, given: inConversation() },
  "conversations.save_draft": { expected: inside, given: inConversation({ message: "Dear" }) },
  "conversations.delete_draft": { expected: inside, given: inConversation() },
  "conversations.filter": { expected: members, given: body({ payload: [] }) },
  "conversations.search": { expected: members, given: () => ({ query: "?q=hello" }) },
  "conversations.attachments": { expected: inside, given: inConversation() },
  "bulk_actions.create": {
    expected: members,
    given: body({ type: "Conversation", ids: [1], fields: { status: "open" } }),
  },

  "messages.list": { expected: inside, given: inConversation() },
  "messages.list_by_short_path": { expected: inside, given: inConversation() },
  // Everybody who may open the conversation learns that there is no such file.
  "messages.update_attachment": {
    expected: [404, 404, 401, 401, 401, 401],
    given: async (account) => {
      const { params, body: meta } = await withMessage({ meta: {} })(account);
      return { params: { ...params, id: 1 }, body: meta };
    },
  },
  "messages.create": { expected: insideAndBots, given: inConversation({ content: "Hello" }) },
  "messages.delete": { expected: inside, given: withMessage(undefined, outgoing) },
  "messages.update": { expected: inside, given: withMessage({ status: "delivered" }, outgoing) },
  "messages.readers": { expected: inside, given: withMessage() },
  "messages.retry": {
    expected: inside,
    given: withMessage(undefined, { ...outgoing, status: "failed", delivery: "failed" }),
  },
  "messages.edit": { expected: inside, given: withMessage({ content: "New" }, outgoing) },
};
