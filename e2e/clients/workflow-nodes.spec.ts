import { createHmac } from "node:crypto";
import { Caller } from "./caller.ts";
import { test as base, expect, type Firm } from "./client-test.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

// Nodes of a workflow program. They say JSON with every request, write lists in brackets, read lists page by page until one
// is short, and believe no webhook whose signature they cannot check.

interface Hook {
  id: number;
  url: string;
  secret: string;
  subscriptions: string[];
}
interface Ids {
  id: number;
}
interface Page {
  payload: Ids[];
}

const EVENTS = ["message_created", "conversation_status_changed", "contact_updated"];

function nodes(baseURL: string, firm: Firm, token = firm.ada.access_token): Caller {
  const headers = { api_access_token: token, "Content-Type": "application/json", Accept: "application/json" };
  return new Caller(`${baseURL}/api/v1/accounts/${firm.accountId}`, headers);
}

const test = base.extend<{ node: Caller; workflow: WebhookReceiver }>({
  node: async ({ firm, baseURL }, use) => use(nodes(baseURL ?? "", firm)),
  // biome-ignore lint/correctness/noEmptyPattern: the test runner insists on a pattern
  workflow: async ({}, use) => {
    const receiver = await startWebhookReceiver();
    await use(receiver);
    await receiver.close();
  },
});

test("credentials are tested: a person's, a bot's, and wrong ones", async ({ firm, node, baseURL, platformToken }) => {
  expect(await node.get("/conversations?page=1")).toMatchObject({ data: { payload: [] } });
  const bot = await node.post<{ access_token: string }>("/agent_bots", { name: "Sorter" });
  const asked = await nodes(baseURL ?? "", firm, bot.access_token).send("GET", "/conversations/0?page=1");
  expect(asked).toMatchObject({ status: 401, body: { error: "Access to this endpoint is not authorized for bots" } });
  const wrong = await nodes(baseURL ?? "", firm, "wrong").send("GET", "/conversations?page=1");
  expect(wrong).toMatchObject({ status: 401, body: { error: "Invalid Access Token" } });
  const platform = new Caller(`${baseURL}/platform/api/v1`, { api_access_token: platformToken });
  const { id: accountId } = await platform.post<Ids>("/accounts", { name: "Elsewhere" });
  const foreign = await nodes(baseURL ?? "", { ...firm, accountId }).send("GET", "/conversations?page=1");
  expect(foreign).toMatchObject({ status: 401, body: { error: "You are not authorized to access this account" } });
  // What this server does not have is told as JSON, too.
  expect(await node.send("GET", "/companies")).toMatchObject({
    status: 404,
    body: { error: "Resource could not be found" },
  });
});

test("a trigger registers itself, checks what it is sent, and goes", async ({ firm, node, workflow, baseURL }) => {
  const list = async () => (await node.get<{ payload: { webhooks: Hook[] } }>("/webhooks")).payload.webhooks;
  expect(await list()).toEqual([]);
  const wanted = {
    name: "n8n / Support / Trigger",
    url: `${workflow.url}/webhook/1f2e/webhook`,
    subscriptions: EVENTS,
  };
  const made = await node.post<{ payload: { webhook: Hook } }>("/webhooks", wanted);
  const { id, secret } = made.payload.webhook;
  expect(made.payload.webhook).toMatchObject({
    ...wanted,
    account_id: firm.accountId,
    secret: expect.stringMatching(/.{16}/),
  });
  const again = await node.send("POST", "/webhooks", wanted);
  expect(again).toMatchObject({ status: 422, body: { message: "Url has already been taken" } });
  expect(await list()).toMatchObject([{ id, ...wanted, secret }]);
  const fewer = { subscriptions: ["message_created"] };
  expect(await node.patch(`/webhooks/${id}`, fewer)).toMatchObject({ payload: { webhook: { id, ...fewer, secret } } });
  const refused = await nodes(baseURL ?? "", firm, firm.ben.access_token).send("GET", "/webhooks");
  expect(refused).toMatchObject({ status: 401, body: { error: "You are not authorized to do this action" } });

  const inbox = await node.post<Ids>("/inboxes", { name: "Orders", channel: { type: "api" } });
  const contact = await node.post<{ payload: { contact: Ids } }>("/contacts", { name: "Mara", inbox_id: inbox.id });
  const person = { contact_id: contact.payload.contact.id, inbox_id: inbox.id };
  const conversation = await node.post<Ids>("/conversations", person);
  const path = `/conversations/${conversation.id}/messages`;
  const message = await node.post<Ids>(path, { content: "Olá — “ação” 🚚", message_type: "incoming" });
  const { headers, raw, body } = await workflow.received((delivery) => delivery.body.id === message.id);
  const at = String(headers["x-chatwoot-timestamp"]);
  const signature = createHmac("sha256", secret).update(`${at}.${raw}`).digest("hex");
  expect(headers["x-chatwoot-signature"]).toBe(`sha256=${signature}`);
  expect(Math.abs(Date.now() / 1000 - Number(at))).toBeLessThan(300);
  expect(headers).toMatchObject({
    "content-type": expect.stringMatching(/^application\/json/),
    "x-chatwoot-delivery": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(body).toMatchObject({
    event: "message_created",
    id: message.id,
    content: "Olá — “ação” 🚚",
    message_type: "incoming",
    private: false,
    content_type: "text",
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    account: { id: firm.accountId, name: "Quay Street Books" },
    inbox: { id: inbox.id, name: "Orders" },
    sender: { id: contact.payload.contact.id, name: "Mara" },
    conversation: { id: conversation.id, inbox_id: inbox.id, status: "open", meta: { sender: { name: "Mara" } } },
  });
  expect(workflow.deliveries.map((delivery) => delivery.body.event)).toEqual(["message_created"]);

  await node.delete(`/webhooks/${id}`);
  expect(await node.send("DELETE", `/webhooks/${id}`)).toMatchObject({ status: 404 });
});

test("nodes read lists to their ends", async ({ node }) => {
  const inbox = await node.post<Ids>("/inboxes", { name: "Orders", channel: { type: "api" } });
  const contacts = await Promise.all(
    range(16).map(async (number) => {
      const data = { name: `Person ${number}`, phone_number: `+120255501${number + 10}`, inbox_id: inbox.id };
      return (await node.post<{ payload: { contact: Ids } }>("/contacts", data)).payload.contact.id;
    }),
  );
  const openConversation = (number: number) =>
    node.post("/conversations", { contact_id: contacts[number % contacts.length], inbox_id: inbox.id });
  await Promise.all(range(26).map(openConversation));
  const path = "/conversations/1/messages";
  await Promise.all(
    range(22).map((number) => node.post(path, { content: `Line ${number}`, message_type: "incoming" })),
  );

  const pages = await readPages((page) => node.get<Page>(`/contacts?page=${page}&sort=-name`), 15);
  expect(new Set(pages)).toEqual(new Set(contacts));
  expect(await readPages((page) => node.get<Page>(`/contacts/search?q=Person&page=${page}`), 15)).toHaveLength(16);
  const filter = {
    payload: [{ attribute_key: "name", filter_operator: "contains", values: ["person"], query_operator: null }],
  };
  expect(await readPages((page) => node.post<Page>(`/contacts/filter?page=${page}`, filter), 15)).toHaveLength(16);
  const listed = await readPages(
    async (page) => (await node.get<{ data: Page }>(`/conversations?status=all&assignee_type=all&page=${page}`)).data,
    25,
  );
  expect(new Set(listed).size).toBe(26);
  const open = {
    payload: [{ attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: null }],
  };
  expect(await readPages((page) => node.post<Page>(`/conversations/filter?page=${page}`, open), 25)).toHaveLength(26);

  const thread = await node.get<Page>(path);
  expect(thread.payload).toHaveLength(20);
  const older = await node.get<Page>(`${path}?before=${thread.payload[0]?.id}`);
  expect(older.payload).toHaveLength(2);
  expect((await node.get<Page>(`${path}?before=${older.payload[0]?.id}`)).payload).toEqual([]);
});

test("nodes write messages of every kind, and say what was wrong", async ({ node, firm }) => {
  const inbox = await node.post<Ids>("/inboxes", { name: "Orders", channel: { type: "api" } });
  const contact = await node.post<{ payload: { contact: Ids } }>("/contacts", { name: "Mara", inbox_id: inbox.id });
  const person = { contact_id: contact.payload.contact.id, inbox_id: inbox.id, custom_attributes: { order: "77" } };
  const first = { content: "Welcome", private: false };
  const conversation = await node.post<Ids>("/conversations", { ...person, status: "open", message: first });
  const path = `/conversations/${conversation.id}`;
  expect(await node.get(`${path}/messages`)).toMatchObject({ payload: [{ content: "Welcome", message_type: 1 }] });

  const template = { name: "order_update", category: "UTILITY", language: "en", processed_params: { 1: "121212" } };
  expect(
    await node.post(`${path}/messages`, { content: "Your order 121212", template_params: template }),
  ).toMatchObject({
    content: "Your order 121212",
    additional_attributes: { template_params: template },
  });
  const items = [{ title: "Small", value: "s" }];
  const select = { content: "Which?", content_type: "input_select", content_attributes: { items }, private: false };
  expect(await node.post(`${path}/messages`, select)).toMatchObject({ content_type: "input_select" });
  const bot = await node.post<Ids>("/agent_bots", { name: "Sorter", outgoing_url: "" });
  const signed = { content: "I sort", sender_type: "AgentBot", sender_id: bot.id };
  expect(await node.post(`${path}/messages`, signed)).toMatchObject({ sender: { id: bot.id, type: "agent_bot" } });
  const voice = new FormData();
  voice.append("message_type", "outgoing");
  voice.append("is_recorded_audio", "true");
  voice.append("is_voice_message", "true");
  voice.append("attachments[]", new Blob(["OggS"], { type: "audio/ogg" }), "voice.ogg");
  const upload = new Caller(node.base, { api_access_token: firm.ada.access_token });
  expect(await upload.post(`${path}/messages`, voice)).toMatchObject({ attachments: [{ file_type: "audio" }] });

  // JSON is promised, nothing is sent.
  await node.post(`${path}/mute`);
  await node.post(`${path}/unmute`);
  await node.post("/notifications/read_all");
  expect(await node.get("/notifications?includes%5B%5D=read&includes%5B%5D=snoozed&page=1")).toMatchObject({
    data: { payload: [] },
  });
  expect(await node.get("/notifications/unread_count")).toBe(0);
  await node.post(`${path}/toggle_status`, { status: "open" });
  await node.post(`${path}/toggle_priority`, { priority: "urgent" });
  expect(await node.patch(path, { priority: "low" })).toMatchObject({ id: conversation.id, priority: "low" });
  await node.post(`${path}/custom_attributes`, { custom_attributes: { order: "78" } });
  expect(await node.post(`${path}/participants`, { user_ids: [firm.ben.id, firm.ada.id] })).toMatchObject([
    { id: firm.ada.id },
  ]);
  await node.delete(`${path}/participants`, { user_ids: [firm.ada.id] });
  await node.post(`${path}/labels`, { labels: ["vip", "late"] });
  expect(await node.get("/conversations?labels%5B%5D=vip&labels%5B%5D=none&status=all")).toMatchObject({
    data: { payload: [{ id: conversation.id, priority: "low", custom_attributes: { order: "78" } }] },
  });

  const reasons = async (method: string, address: string, body: object) => {
    const { status, body: answer } = await node.send<Record<string, unknown>>(method, address, body);
    return [status, answer.error ?? answer.message];
  };
  expect(await reasons("POST", "/contacts", { email: "no address" })).toEqual([422, expect.stringContaining("Email")]);
  expect(await reasons("POST", `${path}/messages`, { content: "x".repeat(150_001) })).toEqual([
    422,
    expect.stringContaining("too long"),
  ]);
  expect(
    await reasons("POST", "/conversations/filter", {
      payload: [{ attribute_key: "nonsense", filter_operator: "equal_to", values: [1] }],
    }),
  ).toEqual([422, expect.stringContaining("Invalid attribute key")]);
  expect(await reasons("POST", "/webhooks", { url: "https://x.example.com", subscriptions: [] })).toEqual([
    422,
    expect.stringContaining("Subscriptions"),
  ]);
  expect(await reasons("PATCH", "/labels/999999", { title: "later" })).toEqual([404, "Resource could not be found"]);
});

test("nodes keep a help center, read figures as files, and connect apps", async ({ node, firm }) => {
  const slug = `books-${firm.accountId}`;
  const portal = { name: "Books", slug, color: "#1f93ff", page_title: "Help" };
  expect(await node.post("/portals", { portal })).toMatchObject({ ...portal, account_id: firm.accountId });
  expect(await node.get("/portals")).toMatchObject({ payload: [{ slug, name: "Books" }], meta: { portals_count: 1 } });
  const changed = { portal: { header_text: "How can we help?" } };
  expect(await node.patch(`/portals/${slug}`, changed)).toMatchObject({ slug, ...changed.portal });
  const category = { name: "Parcels", slug: "parcels", locale: "en", description: "On their way" };
  const { payload } = await node.post<{ payload: Ids }>(`/portals/${slug}/categories`, { category });
  expect(await node.get(`/portals/${slug}/categories?locale=en`)).toMatchObject({
    payload: [{ id: payload.id, ...category }],
  });
  const article = { title: "Lost?", content: "Tell us.", author_id: firm.ada.id, category_id: payload.id, status: 1 };
  expect(await node.post(`/portals/${slug}/articles`, { article })).toMatchObject({
    payload: { title: "Lost?", status: "published", category: { id: payload.id } },
  });
  const list = `/portals/${slug}/articles?locale=en&category_slug=parcels&status=published&page=1`;
  expect(await node.get(list)).toMatchObject({ payload: [{ title: "Lost?" }], meta: { articles_count: 1 } });

  // Times are milliseconds divided by a thousand: they may have a fraction.
  const period = `since=${Date.now() / 1000 - 86_400.25}&until=${Date.now() / 1000}`;
  const figures = new Caller(node.base.replace("/v1/", "/v2/"), {
    api_access_token: firm.ada.access_token,
    Accept: "application/json",
  });
  const answers = [
    await node.send("GET", `/csat_survey_responses/download?${period}`),
    await node.send("GET", `/csat_survey_responses/metrics?${period}`),
    await node.send("GET", "/csat_survey_responses?conversation_id=1"),
    await node.send("GET", "/audit_logs?auditable_type=Inbox&page=1"),
  ];
  for (const report of ["agents", "inboxes", "labels", "teams", "conversations_summary", "conversation_traffic"]) {
    const file = await figures.send("GET", `/reports/${report}?${period}`);
    expect([report, file.status, file.headers.get("content-type")]).toEqual([
      report,
      200,
      expect.stringContaining("csv"),
    ]);
  }
  for (const report of [
    "bot_metrics",
    "inbox_label_matrix",
    "first_response_time_distribution",
    "summary?type=account",
  ]) {
    answers.push(await figures.send("GET", `/reports/${report}${report.includes("?") ? "&" : "?"}${period}`));
  }
  for (const summary of ["agent", "team", "inbox", "label", "channel"]) {
    answers.push(await figures.send("GET", `/summary_reports/${summary}?${period}`));
  }
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));

  expect(await node.get("/integrations/apps")).toMatchObject({
    payload: expect.arrayContaining([expect.objectContaining({ id: "openai", enabled: false })]),
  });
  const hook = await node.post<Ids>("/integrations/hooks", { app_id: "openai", settings: { api_key: "sk-1" } });
  expect(await node.patch(`/integrations/hooks/${hook.id}`, { settings: { api_key: "sk-2" } })).toMatchObject({
    id: hook.id,
  });
  await node.delete(`/integrations/hooks/${hook.id}`);
});

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Pages until one is shorter than it could be. @returns the ids of all */
async function readPages(read: (page: number) => Promise<Page>, size: number): Promise<number[]> {
  const found: number[] = [];
  for (let page = 1; ; page++) {
    const { payload } = await read(page);
    found.push(...payload.map(({ id }) => id));
    if (payload.length < size) return found;
  }
}
