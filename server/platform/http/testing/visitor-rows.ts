import { type SeededAccount, seedConversation, seedInbox, seedMessage } from "#db/testing/seed.ts";
import { website } from "#server/channels/website/index.ts";
import { issueWidgetToken } from "#server/domain/visitors/widget-token.ts";
import type { Expected, Row } from "./authorisation-table.ts";
import { announced } from "./report-rows.ts";

const all = (status: number): Expected => [status, status, status, status, status, status];
const everybody = all(200);

const asVisitor = (body?: unknown) => async (account: SeededAccount) => {
  const settings = website.settings.parse({ website_url: "https://example.com" });
  const inbox = await seedInbox(account.id, [account.inside.id], { channel: "website", settings });
  const conversation = await seedConversation(account, { inboxId: inbox.id });
  const message = await seedMessage(account.id, conversation, { messageType: 3, contentType: "input_select" });
  const token = issueWidgetToken({ sourceId: conversation.sourceId, inboxId: inbox.id });
  return {
    params: { id: message.id },
    query: `?website_token=${inbox.identifier}`,
    headers: { "x-auth-token": token },
    body,
  };
};

export const visitorRows: Record<string, Row> = {
  // Visitors of a website: whoever has the token that the widget gave them.
  "widget.config": { expected: everybody, given: asVisitor({}) },
  "widget.conversation": { expected: everybody, given: asVisitor() },
  "widget.start_conversation": { expected: everybody, given: asVisitor({ message: { content: "Hello" } }) },
  "widget.update_last_seen": { expected: everybody, given: asVisitor({}) },
  "widget.toggle_typing": { expected: everybody, given: asVisitor({ typing_status: "on" }) },
  // There is no address to mail it to.
  "widget.transcript": { expected: all(422), given: asVisitor({}) },
  "widget.toggle_status": { expected: everybody, given: asVisitor() },
  "widget.set_custom_attributes": { expected: everybody, given: asVisitor({ custom_attributes: { a: 1 } }) },
  "widget.destroy_custom_attributes": { expected: everybody, given: asVisitor({ custom_attribute: ["a"] }) },
  "widget.start_upload": { expected: everybody, given: asVisitor(announced) },
  "widget.messages": { expected: everybody, given: asVisitor() },
  "widget.create_message": { expected: everybody, given: asVisitor({ message: { content: "Hello" } }) },
  "widget.update_message": { expected: everybody, given: asVisitor({ message: { submitted_values: [] } }) },
  "widget.contact": { expected: everybody, given: asVisitor() },
  "widget.update_contact": { expected: everybody, given: asVisitor({ name: "New" }) },
  "widget.set_user": { expected: everybody, given: asVisitor({ identifier: "u1" }) },
  "widget.destroy_contact_attributes": { expected: everybody, given: asVisitor({ custom_attributes: ["a"] }) },
  "widget.inbox_members": { expected: everybody, given: asVisitor() },
  "widget.campaigns": { expected: everybody, given: asVisitor() },
  "widget.event": { expected: all(204), given: asVisitor({ name: "webwidget.triggered" }) },
  "widget.add_label": { expected: all(204), given: asVisitor({ label: "vip" }) },
  "widget.remove_label": { expected: all(204), given: asVisitor() },
};
