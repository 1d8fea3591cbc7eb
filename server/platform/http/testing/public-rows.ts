import { type SeededAccount, seedConversation, seedMessage } from "#db/testing/seed.ts";
import type { Expected, Row } from "./authorisation-table.ts";

const everybody: Expected = [200, 200, 200, 200, 200, 200];

const inPublicInbox = (body?: unknown) => (account: SeededAccount) => ({
  params: { inbox_identifier: account.inbox.identifier },
  body,
});

const asCustomer = (body?: unknown) => async (account: SeededAccount) => {
  const conversation = await seedConversation(account);
  const message = await seedMessage(account.id, conversation, { messageType: 3, contentType: "input_select" });
  return {
    params: {
      inbox_identifier: account.inbox.identifier,
      contact_identifier: conversation.sourceId,
      conversation_id: conversation.displayId,
      message_id: message.id,
    },
    body,
  };
};

/** Customers of an API inbox: whoever knows its key, and the id of the contact. */
export const publicRows: Record<string, Row> = {
  "public.inbox": { expected: everybody, given: inPublicInbox() },
  "public.create_contact": { expected: everybody, given: inPublicInbox({ name: "New" }) },
  "public.contact": { expected: everybody, given: asCustomer() },
  "public.update_contact": { expected: everybody, given: asCustomer({ name: "New" }) },
  "public.conversations": { expected: everybody, given: asCustomer() },
  "public.create_conversation": { expected: everybody, given: asCustomer({}) },
  "public.conversation": { expected: everybody, given: asCustomer() },
  "public.toggle_status": { expected: everybody, given: asCustomer() },
  "public.toggle_typing": { expected: everybody, given: asCustomer({ typing_status: "on" }) },
  "public.update_last_seen": { expected: everybody, given: asCustomer() },
  "public.messages": { expected: everybody, given: asCustomer() },
  "public.create_message": { expected: everybody, given: asCustomer({ content: "Hello" }) },
  "public.update_message": { expected: everybody, given: asCustomer({ submitted_values: [] }) },
};
