import { Caller } from "./caller.ts";
import { expect, test } from "./client-test.ts";
import { openSdk, read } from "./sdk.ts";

interface Listed {
  payload: { id: number }[];
}

interface NewContact {
  payload: { contact: { id: number }; contact_inbox: { source_id: string } };
}

const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test("the SDK looks after contacts", async ({ firm, baseURL }) => {
  const { accountId } = firm;
  const sdk = openSdk(baseURL ?? "", firm.ada.access_token);
  const inbox = await read<{ id: number }>(
    sdk.inboxes.create({ accountId, data: { name: "Orders", channel: { type: "api" } as never } }),
  );
  const data = { inbox_id: inbox.id, name: "Mara Quill", email: "Mara@Example.com", phone_number: "+12025550143" };
  const made = await read<NewContact>(
    sdk.contacts.create({ accountId, data: { ...data, identifier: "m-1", custom_attributes: { size: "38" } } }),
  );
  const { id } = made.payload.contact;
  expect(made.payload).toMatchObject({
    contact: { name: "Mara Quill", email: "mara@example.com", identifier: "m-1", custom_attributes: { size: "38" } },
    contact_inbox: { inbox: { id: inbox.id }, source_id: expect.any(String) },
  });
  expect(await sdk.contacts.get({ accountId, id })).toMatchObject({
    payload: { id, contact_inboxes: [{ source_id: made.payload.contact_inbox.source_id, inbox: { id: inbox.id } }] },
  });
  expect(await sdk.contacts.update({ accountId, id, data: { name: "Mara Quill-Lund" } })).toMatchObject({
    payload: { id, name: "Mara Quill-Lund", custom_attributes: { size: "38" } },
  });
  const rejected = sdk.contacts.create({ accountId, data: { ...data, name: "Somebody else" } });
  await expect(Promise.resolve(rejected)).rejects.toMatchObject({
    status: 422,
    body: { message: expect.stringContaining("has already been taken"), attributes: expect.arrayContaining(["email"]) },
  });

  expect(await sdk.contacts.list({ accountId, sort: "-name" as never })).toMatchObject({
    meta: { count: 1, current_page: expect.anything() },
    payload: [{ id }],
  });
  expect(await sdk.contacts.search({ accountId, q: "quill", sort: "phone_number" as never })).toMatchObject({
    payload: [{ id }],
  });
  const row = { attribute_key: "email", filter_operator: "contains" as const, values: ["example.com"] };
  expect(await sdk.contacts.filter({ accountId, payload: [row] as never })).toMatchObject({ payload: [{ id }] });
  expect(await sdk.contacts.listConversations({ accountId, id })).toEqual({ payload: [] });

  expect(await sdk.contact.getContactable({ accountId, id })).toMatchObject({
    payload: [{ inbox: { id: inbox.id }, source_id: made.payload.contact_inbox.source_id }],
  });
  const second = { inbox_id: inbox.id, source_id: "second-phone" };
  expect(await sdk.contact.create({ accountId, id, data: second as never })).toMatchObject({
    source_id: "second-phone",
    inbox: { id: inbox.id },
  });
  await sdk.contacts.delete({ accountId, id });
  await expect(Promise.resolve(sdk.contacts.get({ accountId, id }))).rejects.toMatchObject({ status: 404 });
});

test("the SDK holds a conversation, with files, labels and figures", async ({ firm, baseURL }) => {
  const { accountId, ada, ben } = firm;
  const sdk = openSdk(baseURL ?? "", ada.access_token);
  const inbox = await read<{ id: number }>(
    sdk.inboxes.create({ accountId, data: { name: "Orders", channel: { type: "api" } as never } }),
  );
  await sdk.inboxes.addAgent({ accountId, data: { inbox_id: String(inbox.id), user_ids: [ben.id] } });
  const made = await read<NewContact>(
    sdk.contacts.create({ accountId, data: { inbox_id: inbox.id, name: "Mara Quill", phone_number: "+12025550143" } }),
  );
  const contact = { contact_id: String(made.payload.contact.id), inbox_id: String(inbox.id) };
  const conversation = await read<{ id: number }>(sdk.conversations.create({ accountId, data: contact }));
  const where = { accountId, conversationId: conversation.id };
  expect(conversation).toMatchObject({ account_id: accountId, inbox_id: inbox.id, status: "open", messages: [] });

  const first = await read<{ id: number }>(
    sdk.messages.create({ ...where, data: { content: "Where is my parcel?", message_type: "incoming" } }),
  );
  // Every message of the SDK is a form: flags and objects arrive as text.
  const note = await sdk.messages.create({
    ...where,
    data: { content: "Lost?", message_type: "outgoing", private: true, content_attributes: {} },
  });
  expect(note).toMatchObject({ private: true, message_type: 1, content_attributes: {} });
  const attachments = [{ content: PICTURE, encoding: "base64", filename: "map.png" }];
  const reply = await read<{ id: number }>(
    sdk.messages.create({
      ...where,
      data: { content: "Here.", private: false, attachments, content_attributes: { in_reply_to: first.id } },
    }),
  );
  expect(reply).toMatchObject({
    private: false,
    status: "sent",
    conversation_id: conversation.id,
    content_attributes: { in_reply_to: first.id },
    attachments: [{ file_type: "image", data_url: expect.stringMatching(/^http/), file_size: 70 }],
    sender: { id: ada.id },
  });
  expect(await sdk.messages.list(where)).toMatchObject({
    meta: { contact: { id: made.payload.contact.id }, labels: [] },
    payload: [
      { id: first.id, message_type: 0 },
      { content: "Lost?" },
      { id: reply.id, created_at: expect.any(Number) },
    ],
  });
  expect(await sdk.messages.delete({ ...where, messageId: reply.id })).toMatchObject({
    content_attributes: { deleted: true },
  });

  expect(await sdk.conversationLabels.add({ ...where, data: { labels: ["parcel", "late"] } })).toEqual({
    payload: expect.arrayContaining(["parcel", "late"]),
  });
  expect(await sdk.conversationLabels.list(where)).toMatchObject({ payload: { length: 2 } });
  expect(await sdk.conversationAssignment.assign({ ...where, data: { assignee_id: ben.id } as never })).toMatchObject({
    id: ben.id,
  });
  expect(await sdk.conversations.get(where)).toMatchObject({
    id: conversation.id,
    labels: expect.arrayContaining(["parcel", "late"]),
    meta: { sender: { name: "Mara Quill" }, assignee: { id: ben.id }, channel: expect.any(String) },
    last_non_activity_message: { id: expect.any(Number) },
  });

  // The SDK repeats `labels` without brackets; of a repeated plain key the last counts, for every server.
  const query = { accountId, inboxId: inbox.id, labels: ["other", "parcel"] } as never;
  expect(await sdk.conversations.list(query)).toMatchObject({
    data: {
      meta: { all_count: 1, mine_count: 0, assigned_count: 1, unassigned_count: 0 },
      payload: [{ id: conversation.id }],
    },
  });
  expect(await sdk.conversations.getMeta({ accountId } as never)).toMatchObject({ meta: { all_count: 1 } });
  const row = { attribute_key: "status", filter_operator: "equal_to" as const, values: ["open"] };
  expect(await read<Listed>(sdk.conversations.filter({ accountId, payload: [row] }))).toMatchObject({
    meta: { all_count: 1 },
    payload: [{ id: conversation.id }],
  });
  expect(await sdk.conversations.toggleStatus({ ...where, data: { status: "resolved" } })).toMatchObject({
    payload: { success: true, current_status: "resolved", conversation_id: conversation.id, snoozed_until: null },
  });

  const since = String(Math.floor(Date.now() / 1000) - 86_400);
  const until = String(Math.floor(Date.now() / 1000) + 3600);
  const series = await read<{ value: number; timestamp: number }[]>(
    sdk.reports.list({ accountId, metric: "incoming_messages_count", type: "account", since, until }),
  );
  expect(series.reduce((sum, { value }) => sum + Number(value), 0)).toBe(1);
  const summary = { accountId, type: "inbox" as const, id: String(inbox.id), since, until };
  // Figures follow the conversation within moments.
  await expect
    .poll(() => read(sdk.reports.listSummaries(summary)))
    .toMatchObject({
      conversations_count: 1,
      incoming_messages_count: 1,
      resolutions_count: 1,
      previous: { conversations_count: 0 },
    });
  expect(await sdk.reports.getMetrics({ accountId, type: "account" })).toMatchObject({ open: 0, unassigned: 0 });
  expect(await sdk.reports.getAgentMetrics({ accountId, type: "agent", userId: String(ben.id) })).toMatchObject([
    { id: ada.id },
    { id: ben.id, metric: { open: 0 } },
  ]);
});

test("the SDK speaks for a customer through the public API", async ({ firm, baseURL }) => {
  const { accountId } = firm;
  const staff = openSdk(baseURL ?? "", firm.ada.access_token);
  const made = { name: "App", channel: { type: "api" } as never };
  const inbox = await read<{ inbox_identifier: string }>(staff.inboxes.create({ accountId, data: made }));
  const inboxIdentifier = inbox.inbox_identifier;
  const { client } = openSdk(baseURL ?? "");

  const person = { identifier: "mara-1", email: "mara@example.com", name: "Mara Quill" };
  const contact = await read<{ source_id: string; pubsub_token: string }>(
    client.contacts.create({ inboxIdentifier, data: person as never }),
  );
  expect(contact).toMatchObject({ name: "Mara Quill", email: "mara@example.com", pubsub_token: expect.any(String) });
  const who = { inboxIdentifier, contactIdentifier: contact.source_id };
  expect(await client.contacts.get(who)).toMatchObject({ source_id: contact.source_id, name: "Mara Quill" });
  await client.contacts.update({ ...who, data: { name: "Mara Lund" } as never });
  expect(await client.contacts.get(who)).toMatchObject({ name: "Mara Lund" });

  const conversation = await read<{ id: number }>(client.conversations.create(who));
  const where = { ...who, conversationId: conversation.id };
  const message = await read<{ id: number }>(
    client.messages.create({ ...where, data: { content: "Is anybody there?", echo_id: "e-1" } as never }),
  );
  expect(message).toMatchObject({ content: "Is anybody there?", message_type: 0, conversation_id: conversation.id });

  const items = [
    { title: "Yes", value: "yes" },
    { title: "No", value: "no" },
  ];
  const asked = await read<{ id: number }>(
    staff.messages.create({
      accountId,
      conversationId: conversation.id,
      data: { content: "Did it arrive?", content_type: "input_select", content_attributes: { items } },
    }),
  );
  expect(await client.messages.list(where)).toMatchObject([
    { id: message.id },
    { id: asked.id, content_type: "input_select", content_attributes: { items } },
  ]);
  const submitted_values = [{ title: "Yes", value: "yes" }];
  expect(await client.messages.update({ ...where, messageId: asked.id, data: { submitted_values } })).toMatchObject({
    id: asked.id,
    content_attributes: { submitted_values },
  });
  expect(await client.conversations.list(who)).toMatchObject([{ id: conversation.id, messages: [{}, {}] }]);
  const seen = `/public/api/v1/inboxes/${inboxIdentifier}/contacts/${contact.source_id}/conversations/${conversation.id}`;
  await new Caller(baseURL ?? "").post(`${seen}/update_last_seen`);
});
