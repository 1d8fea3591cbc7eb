import { Caller } from "./caller.ts";
import { expect, test } from "./client-test.ts";

// The official command-line client. It decodes every answer into typed records, where one float or text in place of a
// whole number fails the command; each shape below is one of its records. It says `application/json` with every request,
// also with those that have no body.

type Check = (value: unknown) => boolean;

const whole: Check = (value) => Number.isSafeInteger(value);
const text: Check = (value) => typeof value === "string";
const yesNo: Check = (value) => typeof value === "boolean";
/** Absent and null leave a record's field as it was. */
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const hash: Check = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (fields: Record<string, Check>): Check =>
  (value) =>
    hash(value) &&
    Object.entries(fields).every(([name, check]) => maybe(check)((value as Record<string, unknown>)[name]));

const person = record({ id: whole, name: text, email: text, thumbnail: text, availability_status: text });
const customer = record({ id: whole, name: text, email: text, phone_number: text, thumbnail: text, identifier: text });
const message = record({
  id: whole,
  content: text,
  content_type: text,
  content_attributes: hash,
  message_type: whole,
  status: text,
  created_at: whole,
  private: yesNo,
  source_id: text,
  sender: record({ id: whole, name: text, email: text, type: text, thumbnail: text }),
  attachments: listOf(record({ id: whole, file_type: text, data_url: text, thumb_url: text, file_size: whole })),
  conversation: record({
    id: whole,
    unread_count: whole,
    last_activity_at: whole,
    contact_last_seen_at: whole,
    agent_last_seen_at: whole,
  }),
});
const conversation = record({
  id: whole,
  account_id: whole,
  inbox_id: whole,
  status: text,
  priority: text,
  unread_count: whole,
  created_at: whole,
  timestamp: whole,
  last_activity_at: whole,
  contact_last_seen_at: whole,
  agent_last_seen_at: whole,
  meta: record({ sender: customer, assignee: person, team: record({ id: whole, name: text }), channel: text }),
  labels: listOf(text),
  additional_attributes: hash,
  messages: listOf(message),
});
const contact = record({
  id: whole,
  name: text,
  email: text,
  phone_number: text,
  thumbnail: text,
  identifier: text,
  last_activity_at: whole,
  created_at: whole,
  custom_attributes: hash,
  additional_attributes: hash,
});
const inbox = record({
  id: whole,
  name: text,
  channel_type: text,
  avatar_url: text,
  channel_id: whole,
  greeting_enabled: yesNo,
  greeting_message: text,
});
const counts = record({ all_count: whole, assigned_count: whole, unassigned_count: whole, mine_count: whole });

function expectDecodes(value: unknown, shape: Check): void {
  expect(shape(value), JSON.stringify(value)).toBe(true);
}

interface Ids {
  id: number;
}

test("the command-line client decodes every answer it asks for", async ({ firm, baseURL }) => {
  const headers = { api_access_token: firm.ada.access_token, "Content-Type": "application/json" };
  const root = new Caller(baseURL ?? "", headers);
  const account = root.at(`/api/v1/accounts/${firm.accountId}`);

  // `auth login` proves the token with the profile.
  const profile = await root.get<{ name: string; email: string }>("/api/v1/profile");
  expect(profile).toMatchObject({ name: "Ada Lowe", email: firm.ada.email, account_id: firm.accountId });
  expectDecodes(
    profile,
    record({ id: whole, name: text, email: text, role: text, account_id: whole, ui_settings: hash }),
  );

  const made = await account.post<Ids>("/inboxes", { name: "Desk", channel: { type: "api" } });
  const mara = await account.post<{ payload: { contact: Ids } }>("/contacts", {
    name: "Mara Quill",
    inbox_id: made.id,
  });
  const opened = await account.post<Ids>("/conversations", { contact_id: mara.payload.contact.id, inbox_id: made.id });
  const messages = `/conversations/${opened.id}/messages`;
  await account.post(messages, { content: "Hello?", message_type: "incoming" });
  const team = await account.post<Ids>("/teams", { name: "desk" });

  const written = await account.post(messages, { content: "Yes?", message_type: "outgoing" });
  expectDecodes(written, message);
  const note = await account.post<Ids>(messages, { content: "Hm", message_type: "outgoing", private: true });
  expectDecodes(note, message);
  expectDecodes(
    await account.post(`/conversations/${opened.id}/labels`, { labels: ["late"] }),
    record({ payload: listOf(text) }),
  );
  expectDecodes(await account.get(`/conversations/${opened.id}/labels`), record({ payload: listOf(text) }));
  // It decodes what comes back as a conversation: the numbers and words of a person fit.
  expectDecodes(
    await account.post(`/conversations/${opened.id}/assignments`, { assignee_id: firm.ada.id }),
    conversation,
  );
  expectDecodes(
    await account.post(`/conversations/${opened.id}/assignments`, { assignee_id: 0, team_id: team.id }),
    maybe(conversation),
  );
  await account.post(`/conversations/${opened.id}/assignments`, { team_id: team.id });

  const query = `status=open&inbox_id=${made.id}&assignee_type=all&team_id=${team.id}&page=1&labels%5B%5D=late&sort_by=last_activity_at_desc`;
  const list = await account.get<{ data: { meta: unknown; payload: Ids[] } }>(`/conversations?${query}`);
  expectDecodes(list.data.meta, counts);
  expectDecodes(list.data.payload, listOf(conversation));
  expect(list.data.payload.map(({ id }) => id)).toEqual([opened.id]);
  expectDecodes(await account.get(`/conversations/${opened.id}`), conversation);
  const thread = await account.get<{ payload: Ids[] }>(messages);
  expectDecodes(thread, record({ meta: hash, payload: listOf(message) }));
  expectDecodes(await account.get(`${messages}?before=${note.id}`), record({ meta: hash, payload: listOf(message) }));

  const toggled = { status: "snoozed", snoozed_until: Math.floor(Date.now() / 1000) + 600 };
  expectDecodes(await account.post(`/conversations/${opened.id}/toggle_status`, toggled), record({ payload: hash }));
  expectDecodes(await account.post(`/conversations/${opened.id}/toggle_status`, { status: "open" }), hash);
  await account.delete(`${messages}/${note.id}`);

  expectDecodes(await account.get("/contacts?page=1"), record({ meta: hash, payload: listOf(contact) }));
  expectDecodes(await account.get("/contacts/search?page=1&q=mara"), record({ meta: hash, payload: listOf(contact) }));
  expectDecodes(await account.get(`/contacts/${mara.payload.contact.id}`), record({ payload: contact }));
  expectDecodes(await account.get("/inboxes"), record({ payload: listOf(inbox) }));
  expectDecodes(await account.get(`/inboxes/${made.id}`), inbox);
  expectDecodes(await account.get("/agents"), listOf(person));
  expectDecodes(
    await account.get("/teams"),
    listOf(record({ id: whole, name: text, description: text, account_id: whole })),
  );

  const wrong = new Caller(account.base, { ...headers, api_access_token: "nonsense" });
  expect(await wrong.send("GET", "/agents")).toMatchObject({ status: 401, body: { error: "Invalid Access Token" } });
});
