import { CableClient } from "./cable-client.ts";
import { Caller } from "./caller.ts";
import { contactIdOf, expect, test } from "./phone-app.ts";

// The official app for phones. It forgets its user at the first 401, and camel-cases every key wholesale: what it reads must
// be there, what it does not know does no harm.

interface Conversation {
  id: number;
  messages: unknown[];
  labels: string[];
}
interface List {
  data: { meta: Record<string, number>; payload: Conversation[] };
}
interface Message {
  id: number;
  private: boolean;
}
interface Messages {
  meta: Record<string, unknown>;
  payload: Message[];
}
interface Notifications {
  data: { meta: Record<string, unknown>; payload: { id: number; primary_actor_id: number }[] };
}

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("the app finds the server, signs in and loads what its first screen needs", async ({
  firm,
  app,
  shop,
  baseURL,
}) => {
  // The address is typed with a slash at its end and `api` put behind it.
  const version = await new Caller(`${baseURL}/`).get<{ version: string }>("api");
  expect(version.version).toMatch(/^\d+\.\d+\.\d+$/);
  const wrong = await new Caller(baseURL ?? "").send("POST", "/auth/sign_in", {
    email: firm.ben.email,
    password: "no",
  });
  expect([wrong.status, wrong.body]).toEqual([401, { success: false, errors: [expect.any(String)] }]);

  expect(app.me).toMatchObject({
    id: firm.ben.id,
    account_id: firm.accountId,
    name: "Ben Okoye",
    email: firm.ben.email,
    role: "agent",
    pubsub_token: expect.any(String),
    accounts: [{ id: firm.accountId, name: expect.any(String), role: "agent", permissions: ["agent"] }],
  });
  expect(await app.own.get("/profile")).toMatchObject({
    id: firm.ben.id,
    account_id: firm.accountId,
    accounts: [{ id: firm.accountId, availability: expect.any(String), permissions: ["agent"] }],
    ui_settings: {},
    avatar_url: expect.any(String),
  });
  expect(await app.account.get("/inboxes")).toMatchObject({
    payload: [{ id: shop.inbox.id, name: "App", channel_type: expect.any(String), avatar_url: expect.any(String) }],
  });
  expect(await app.account.get("/labels")).toEqual({ payload: [] });
  expect(await app.account.get("/teams")).toEqual([]);
  expect(await app.account.get("/dashboard_apps")).toEqual([]);
  expect(await app.account.get("/custom_attribute_definitions")).toEqual([]);
  expect(await app.account.get("/canned_responses?search=hi")).toEqual([]);
  expect(await app.account.get("/macros")).toEqual({ payload: [] });
  const validated = await app.root.send("GET", "/auth/validate_token");
  expect([validated.status, validated.headers.get("uid")]).toEqual([200, firm.ben.email]);
  expect(validated.body).toMatchObject({ payload: { success: true, data: { id: firm.ben.id } } });

  const busy = { profile: { availability: "busy", account_id: `${firm.accountId}` } };
  expect(await app.own.post("/profile/availability", busy)).toMatchObject({ accounts: [{ availability: "busy" }] });
  const chosen = await app.own.send("PUT", "/profile/set_active_account", { profile: { account_id: firm.accountId } });
  expect(chosen.status).toBe(200);
});

test("the app registers for push, keeps its flags, and leaves", async ({ app }) => {
  const device = {
    deviceName: "Google Pixel 9",
    devicePlatform: "Android",
    apiLevel: "35",
    brandName: "google",
    buildNumber: "4012",
    push_token: `fcm-${app.me.id}`,
    device_id: `device-${app.me.id}`,
  };
  // Twice: it does so at every start.
  for (let start = 0; start < 2; start++) {
    await app.own.post("/notification_subscriptions", { subscription_type: "fcm", subscription_attributes: device });
  }
  const settings = await app.account.get<Record<string, string[]>>("/notification_settings");
  expect(settings).toMatchObject({
    account_id: app.me.account_id,
    all_push_flags: expect.arrayContaining(["push_conversation_mention"]),
    all_email_flags: expect.arrayContaining(["email_conversation_assignment"]),
  });
  const flags = {
    selected_email_flags: ["email_conversation_mention"],
    selected_push_flags: ["push_conversation_creation"],
  };
  expect(await app.account.put("/notification_settings", { notification_settings: flags })).toMatchObject(flags);

  await app.own.delete("/notification_subscriptions", { push_token: device.push_token });
  expect(await app.root.delete("/auth/sign_out")).toEqual({ success: true });
  const late = await app.own.send("GET", "/profile");
  expect([late.status, late.body]).toEqual([401, { errors: [expect.any(String)] }]);
  expect((await app.root.send("DELETE", "/auth/sign_out")).status).toBe(404);
});

test("the app lists, opens and answers conversations", async ({ firm, app, shop }) => {
  const first = await shop.writes("Is my parcel lost?");
  const list = "assignee_type=all&status=open&page=1&sort_by=latest";
  const { data } = await app.account.get<List>(`/conversations?${list}&inbox_id=${shop.inbox.id}`);
  expect(data.meta).toMatchObject({ mine_count: 0, unassigned_count: 1, all_count: 1 });
  expect(data.payload).toMatchObject([
    {
      id: shop.id,
      messages: [{ id: first.id }],
      labels: [],
      unread_count: 1,
      last_non_activity_message: { id: first.id },
      meta: { sender: { name: "Mara Quill", additional_attributes: {} }, channel: expect.any(String) },
      additional_attributes: {},
      custom_attributes: {},
    },
  ]);
  for (const assignee of ["me", "unassigned"]) {
    const { data } = await app.account.get<List>(
      `/conversations?assignee_type=${assignee}&status=all&page=1&sort_by=priority_desc`,
    );
    expect(data.payload).toHaveLength(assignee === "me" ? 0 : 1);
  }
  const path = `/conversations/${shop.id}`;
  expect(await app.account.get(path)).toMatchObject({ id: shop.id, can_reply: true, muted: false, priority: null });
  const { meta, payload } = await app.account.get<Messages>(`${path}/messages`);
  expect(meta).toMatchObject({ labels: [], additional_attributes: {}, contact: { name: "Mara Quill" } });
  expect(payload).toMatchObject([{ id: first.id, content: "Is my parcel lost?", message_type: 0 }]);
  expect((await app.account.get<Messages>(`${path}/messages?before=${first.id}`)).payload).toEqual([]);
  expect(await app.account.post(`${path}/update_last_seen`)).toMatchObject({
    id: shop.id,
    unread_count: 0,
    agent_last_seen_at: expect.any(Number),
  });
  expect(await app.account.post(`${path}/unread`)).toMatchObject({ id: shop.id, unread_count: 1 });

  const written = {
    content: "It is on its way.",
    private: false,
    echo_id: "ab12",
    content_attributes: { in_reply_to: first.id },
  };
  expect(await app.account.post(`${path}/messages`, written)).toMatchObject({
    echo_id: "ab12",
    conversation_id: shop.id,
    message_type: 1,
    content_attributes: { in_reply_to: first.id },
    sender: { id: firm.ben.id, type: "user" },
  });
  const form = new FormData();
  form.append("content", "The label");
  form.append("attachments[]", new Blob([PICTURE], { type: "image/png" }), "label.png");
  form.append("private", "false");
  form.append("echo_id", "cd34");
  form.append("cc_emails", "");
  form.append("bcc_emails", "");
  form.append("content_attributes", JSON.stringify({ in_reply_to: first.id }));
  expect(await app.account.post(`${path}/messages`, form)).toMatchObject({
    echo_id: "cd34",
    private: false,
    content_attributes: { in_reply_to: first.id },
    attachments: [{ file_type: "image", data_url: expect.any(String), thumb_url: expect.any(String) }],
  });
  const note = await app.account.post<Message>(`${path}/messages`, {
    content: "Ask the driver",
    private: true,
    echo_id: "ef56",
    content_attributes: {},
  });
  expect(note.private).toBe(true);
  expect(await app.account.delete(`${path}/messages/${note.id}`)).toMatchObject({
    content_attributes: { deleted: true },
  });
});

test("the app sorts conversations: people, teams, labels, states", async ({ firm, app, shop }) => {
  await shop.writes("Hello?");
  const path = `/conversations/${shop.id}`;
  const assignable = await app.account.get<{ payload: { id: number }[] }>(
    `/assignable_agents?inbox_ids[]=${shop.inbox.id}`,
  );
  expect(assignable.payload.map(({ id }) => id)).toEqual(expect.arrayContaining([firm.ada.id, firm.ben.id]));
  expect(await app.account.post(`${path}/assignments`, { assignee_id: firm.ben.id })).toMatchObject({
    id: firm.ben.id,
  });
  const team = await shop.admin.post<{ id: number }>("/teams", { name: "returns" });
  await shop.admin.post(`/teams/${team.id}/team_members`, { user_ids: [firm.ben.id] });
  // The team stands in the query, and there is no body.
  expect(await app.account.post(`${path}/assignments?team_id=${team.id}`)).toMatchObject({
    id: team.id,
    name: "returns",
  });
  expect(await app.account.get(path)).toMatchObject({ meta: { assignee: { id: firm.ben.id }, team: { id: team.id } } });
  expect(await app.account.post(`${path}/assignments?team_id=0`)).toBeNull();

  expect(await app.account.get(`${path}/participants`)).toMatchObject([{ id: firm.ben.id }]);
  expect(await app.account.put(`${path}/participants`, { user_ids: [firm.ada.id, firm.ben.id] })).toHaveLength(2);
  await app.account.post(`${path}/labels`, { labels: ["late"] });
  await app.account.post(`${path}/toggle_priority`, { priority: "high" });
  await app.account.post(`${path}/toggle_typing_status`, { typing_status: "on", is_private: false });
  const until = Math.floor(Date.now() / 1000) + 3600;
  const snoozed = await app.account.post<{ payload: object }>(`${path}/toggle_status`, {
    status: "snoozed",
    snoozed_until: until,
  });
  expect(snoozed.payload).toMatchObject({
    current_status: "snoozed",
    snoozed_until: new Date(until * 1000).toISOString(),
  });
  expect(await app.account.post(`${path}/toggle_status`, { status: "open", snoozed_until: null })).toMatchObject({
    payload: { current_status: "open", snoozed_until: null },
  });
  await app.account.post("/bulk_actions", { type: "Conversation", ids: [shop.id], fields: { status: "pending" } });
  await app.account.post("/bulk_actions", { type: "Conversation", ids: [shop.id], labels: { add: ["urgent"] } });
  await expect
    .poll(() => app.account.get(path))
    .toMatchObject({ status: "pending", labels: expect.arrayContaining(["late", "urgent"]) });
  await app.account.post(`${path}/mute`);
  await app.account.post(`${path}/unmute`);

  const macro = await shop.admin.post<{ payload: { id: number } }>("/macros", {
    name: "Close",
    visibility: "global",
    actions: [{ action_name: "resolve_conversation", action_params: [] }],
  });
  await app.account.post(`/macros/${macro.payload.id}/execute`, { conversation_ids: [shop.id] });
  await expect.poll(() => app.account.get(path)).toMatchObject({ status: "resolved" });

  const { meta } = await app.account.get<{ meta: { sender: { id: number } } }>(path);
  const contact = `/contacts/${meta.sender.id}`;
  expect(await app.account.get(`${contact}/labels`)).toEqual({ payload: [] });
  expect(await app.account.post(`${contact}/labels`, { labels: ["vip"] })).toEqual({ payload: ["vip"] });
  expect(await app.account.get(`${contact}/conversations`)).toMatchObject({
    payload: [{ id: shop.id, messages: [{}] }],
  });
  for (const section of ["contacts", "conversations", "messages"]) {
    const q = section === "messages" ? "hello" : "mara";
    const found = await app.account.get<{ payload: Record<string, unknown[]> }>(`/search/${section}?q=${q}&page=1`);
    expect(found.payload[section], section).toHaveLength(1);
  }
});

test("the app is told of everything on its socket, and of what concerns its user", async ({
  firm,
  app,
  shop,
  baseURL,
}) => {
  const { me } = app;
  const who = { pubsub_token: me.pubsub_token, account_id: me.account_id, user_id: me.id };
  const customer = await CableClient.subscribe(baseURL ?? "", { pubsub_token: shop.pubsubToken });
  const cable = await CableClient.subscribe(baseURL ?? "", who);
  cable.perform("update_presence");
  const maraId = await contactIdOf(app, `/conversations/${shop.id}`);
  expect(await cable.received("presence.update")).toMatchObject({
    account_id: me.account_id,
    users: { [me.id]: "online" },
    contacts: { [maraId]: "online" },
  });

  const message = await shop.writes("Anybody there?");
  expect(await cable.received("message.created", ({ id }) => id === message.id)).toMatchObject({
    account_id: me.account_id,
    conversation_id: shop.id,
    conversation: { last_activity_at: expect.any(Number), unread_count: expect.any(Number) },
    message_type: 0,
    sender: { name: "Mara Quill" },
  });
  await shop.mara.post(`/conversations/${shop.id}/toggle_typing`, { typing_status: "on" });
  expect(await cable.received("conversation.typing_on")).toMatchObject({
    account_id: me.account_id,
    conversation: { id: shop.id },
    user: { name: "Mara Quill" },
    is_private: false,
  });
  const path = `/conversations/${shop.id}`;
  await app.account.post(`${path}/messages`, { content: "Yes", private: false, echo_id: "zz11" });
  expect(await cable.received("message.created", ({ echo_id }) => echo_id === "zz11")).toMatchObject({
    content: "Yes",
  });
  expect(await customer.received("message.created", ({ content }) => content === "Yes")).toBeTruthy();

  await shop.admin.post(`${path}/assignments`, { assignee_id: me.id });
  const shown = {
    id: shop.id,
    account_id: me.account_id,
    messages: [{}],
    labels: [],
    meta: { sender: { name: "Mara Quill" } },
  };
  expect(await cable.received("assignee.changed")).toMatchObject({ ...shown, meta: { assignee: { id: me.id } } });
  expect(await cable.received("notification.created")).toMatchObject({
    account_id: me.account_id,
    notification: { notification_type: "conversation_assignment", primary_actor: { id: shop.id } },
    unread_count: 1,
    count: 1,
  });
  await shop.mara.post(`/conversations/${shop.id}/update_last_seen`);
  expect(await cable.received("conversation.read")).toMatchObject(shown);
  await app.account.post(`${path}/toggle_status`, { status: "resolved" });
  expect(await cable.received("conversation.status_changed")).toMatchObject({ ...shown, status: "resolved" });
  await app.account.put(`/contacts/${maraId}`, { name: "Mara Lund" });
  expect(await cable.received("contact.updated")).toMatchObject({ account_id: me.account_id, name: "Mara Lund" });

  const listing = "/notifications?sort_order=desc&includes[]=snoozed&includes[]=read&page=1";
  const { data } = await app.account.get<Notifications>(listing);
  expect(data.meta).toMatchObject({ unread_count: 1, count: 1, current_page: expect.anything() });
  expect(data.payload).toMatchObject([
    {
      notification_type: "conversation_assignment",
      push_message_title: expect.any(String),
      primary_actor_type: "Conversation",
      primary_actor_id: expect.any(Number),
      primary_actor: {
        id: shop.id,
        inbox_id: shop.inbox.id,
        priority: null,
        additional_attributes: {},
        meta: { sender: { name: "Mara Lund" }, assignee: { id: me.id } },
      },
      user: { id: firm.ben.id },
      created_at: expect.any(Number),
      last_activity_at: expect.any(Number),
    },
  ]);
  const one = data.payload[0] as (typeof data.payload)[number];
  await app.account.post("/notifications/read_all", {
    primary_actor_id: one.primary_actor_id,
    primary_actor_type: "Conversation",
  });
  expect((await app.account.get<Notifications>(listing)).data.meta).toMatchObject({ unread_count: 0 });
  await app.account.post(`/notifications/${one.id}/unread`);
  await app.account.post("/notifications/read_all");
  await app.account.delete(`/notifications/${one.id}`);
  expect(await cable.received("notification.deleted")).toMatchObject({ notification: { id: one.id }, unread_count: 0 });
  cable.close();
  customer.close();
});
