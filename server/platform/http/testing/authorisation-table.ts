import type { SeededAccount, SeededConversation } from "#db/testing/seed.ts";
import { seedBot, seedConversation, seedMessage, seedNotification } from "#db/testing/seed.ts";
import {
  seedCannedResponse,
  seedCustomFilter,
  seedDashboardApp,
  seedLabel,
  seedTeam,
} from "#db/testing/seed-settings.ts";
import { runtime } from "../../runtime.ts";
import { encrypt, newToken } from "../../secrets.ts";
import type { CallOptions } from "./call.ts";
import { contactRows } from "./contact-rows.ts";
import { platformRows } from "./platform-rows.ts";
import { reportRows } from "./report-rows.ts";
import { scheduledRows } from "./scheduled-rows.ts";
import { visitorRows } from "./visitor-rows.ts";

/** In this order: administrator, agent inside the inbox, agent outside it, bot, somebody of another account, nobody. */
export type Expected = readonly [number, number, number, number, number, number];
export const callers = ["administrator", "agent inside", "agent outside", "bot", "other account", "nobody"] as const;

export interface Row {
  expected: Expected;
  /** What the request needs. Everybody finds things as if they were the first to come. */
  given?: (account: SeededAccount) => Promise<CallOptions> | CallOptions;
}

const everybody: Expected = [200, 200, 200, 200, 200, 200];
/** Outside accounts there is no membership to lack. */
const people: Expected = [200, 200, 200, 401, 200, 401];
const members: Expected = [200, 200, 200, 401, 401, 401];
const administrators: Expected = [200, 401, 401, 401, 401, 401];
/** The API channel has nothing that could be tested, paired or subscribed. */
const nothingToDo: Expected = [422, 401, 401, 401, 401, 401];
const noGroup: Expected = [422, 422, 422, 401, 401, 401];
const groupless: Expected = [403, 403, 403, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];
const ownersOnly: Expected = [200, 404, 404, 401, 401, 401];
const insideAndBots: Expected = [200, 200, 401, 200, 401, 401];
const all = (status: number): Expected => [status, status, status, status, status, status];

const PASSWORD = "Another-horse-2";

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

const withContact =
  (options: (conversation: SeededConversation) => CallOptions = () => ({})) =>
  async (account: SeededAccount) => {
    const conversation = await seedConversation(account);
    return { params: { id: conversation.contactId }, ...options(conversation) };
  };

const withGroupMember = (body?: unknown) => async (account: SeededAccount) => ({
  params: { id: (await seedConversation(account)).contactId, member_id: 1 },
  body,
});

const withInbox = (body?: unknown) => (account: SeededAccount) => ({ params: { id: account.inbox.id }, body });

const withMembers = (account: SeededAccount) => ({
  body: { inbox_id: account.inbox.id, user_ids: [account.outside.id] },
});

const withRow =
  (seed: (accountId: number) => Promise<{ id: number }>, body?: unknown) => async (account: SeededAccount) => ({
    params: { id: (await seed(account.id)).id },
    body,
  });

/** Not the one that calls: it would delete itself. */
const withBot = (body?: unknown) => withRow((accountId) => seedBot(accountId, "Answers"), body);

const withCustomFilter = (body?: unknown) => async (account: SeededAccount) => ({
  params: { custom_filter_id: (await seedCustomFilter(account.id, account.admin.id)).id },
  body,
});

const withTeam =
  (body?: (account: SeededAccount) => unknown) =>
  async (account: SeededAccount): Promise<CallOptions> => ({
    params: { team_id: (await seedTeam(account.id)).id },
    body: body?.(account),
  });

const outsider = (account: SeededAccount) => ({ user_ids: [account.outside.id] });

const body = (value: unknown) => () => ({ body: value });

const missingForAdministrators: Expected = [404, 401, 401, 401, 401, 401];

const withWebhook = (body?: unknown) => async (account: SeededAccount) => {
  const [row] = await runtime().sql<{ id: number }[]>`
    insert into webhooks (account_id, url, subscriptions, secret)
    values (${account.id}, ${`https://example.com/${newToken()}`}, '{message_created}', ${encrypt("secret")}) returning id`;
  return { params: { webhook_id: row?.id ?? 0 }, body };
};

/** The administrator's own. */
const withNotification = (given?: unknown) => async (account: SeededAccount) => ({
  params: { id: (await seedNotification(account, account.admin.id)).id },
  body: given,
});
const notification = withNotification();
const nobodys: Expected = [200, 404, 404, 401, 401, 401];
const device = { subscription_type: "fcm", subscription_attributes: { device_id: "phone", push_token: "x" } };

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

const outgoing = { messageType: 1, senderType: "User" } as const;

/**
 * Who may call what: one row for each operation. A row is missing or too many: the suite fails. Statuses of refusals are the
 * contract's (conventions §3: 401 also for what a known caller may not do).
 */
export const authorisationTable: Record<string, Row> = {
  "openapi.get": { expected: everybody },
  "files.get": { expected: all(404), given: () => ({ params: { token: "forged", name: "file" } }) },

  "auth.sign_in": { expected: all(401), given: body({ email: "ghost@example.com", password: "x" }) },
  "auth.sign_in_page": { expected: all(302) },
  // An API token is no sign-in that could end.
  "auth.sign_out": { expected: [404, 404, 404, 401, 404, 404] },
  "auth.validate_token": { expected: people },
  "auth.request_password_reset": {
    expected: everybody,
    given: (account) => ({ body: { email: `ghost@${account.id}.example.com` } }),
  },
  "auth.reset_password": { expected: all(422), given: body({ reset_password_token: "x", password: PASSWORD }) },
  "auth.confirm": { expected: all(422), given: body({ confirmation_token: "x" }) },

  "profile.get": { expected: people },
  "profile.update": { expected: people, given: body({ profile: { name: "New" } }) },
  "profile.availability": {
    // Somebody of another account is not in this one.
    expected: [200, 200, 200, 401, 404, 401],
    given: (account) => ({ body: { profile: { account_id: account.id, availability: "busy" } } }),
  },
  "profile.auto_offline": {
    expected: [200, 200, 200, 401, 404, 401],
    given: (account) => ({ body: { profile: { account_id: account.id, auto_offline: true } } }),
  },
  "profile.set_active_account": {
    expected: [200, 200, 200, 401, 404, 401],
    given: (account) => ({ body: { profile: { account_id: account.id } } }),
  },
  "profile.delete_avatar": { expected: people },
  "profile.reset_access_token": { expected: people },
  "profile.resend_confirmation": { expected: people },
  "profile.sessions": { expected: people },
  "profile.revoke_other_sessions": { expected: people },
  "profile.revoke_session": {
    expected: [404, 404, 404, 401, 404, 401],
    given: () => ({ params: { id: "00000000-0000-4000-8000-000000000000" } }),
  },

  // There is no sign-up once an account exists.
  "accounts.create": {
    expected: all(404),
    given: body({ account_name: "x", user_full_name: "x", email: "x@example.com", password: PASSWORD }),
  },
  // The contract hides the account itself from outsiders.
  "accounts.get": { expected: [200, 200, 200, 401, 404, 401] },
  "accounts.update": { expected: [200, 401, 401, 401, 404, 401], given: body({ name: "New" }) },
  "accounts.update_active_at": { expected: members },

  "accounts.cache_keys": { expected: members },
  "assignable_agents.list": {
    expected: inside,
    given: (account) => ({ query: `?inbox_ids[]=${account.inbox.id}` }),
  },
  "inboxes.assignable_agents": { expected: inside, given: withInbox() },
  "inboxes.delete_avatar": { expected: administrators, given: withInbox() },

  "agents.list": { expected: members },
  "agents.create": {
    expected: administrators,
    given: (account) => ({ body: { email: `new@${account.id}.example.com`, name: "New", role: "agent" } }),
  },
  "agents.update": {
    expected: administrators,
    given: (account) => ({ params: { id: account.outside.id }, body: { name: "New" } }),
  },
  "agents.delete": { expected: administrators, given: (account) => ({ params: { id: account.outside.id } }) },
  "agents.bulk_create": {
    expected: administrators,
    given: (account) => ({ body: { emails: [`bulk@${account.id}.example.com`] } }),
  },

  ...contactRows,
  ...reportRows,
  "contacts.list": { expected: members },
  "contacts.search": { expected: members, given: () => ({ query: "?q=maria" }) },
  "contacts.create": { expected: members, given: body({ name: "New" }) },
  "contacts.get": { expected: members, given: withContact() },
  "contacts.update": { expected: members, given: withContact(() => ({ body: { name: "New" } })) },
  "contacts.delete": { expected: administrators, given: withContact() },
  "contacts.conversations": { expected: members, given: withContact() },
  "groups.members": { expected: members, given: withContact() },
  // A person is no group.
  "groups.sync": { expected: [400, 400, 400, 401, 401, 401], given: withContact() },

  // A person is no group, and the API channel has none.
  "groups.add_members": { expected: noGroup, given: withContact(() => ({ body: { participants: ["12025550143"] } })) },
  "groups.invite_members": { expected: noGroup, given: withContact() },
  "groups.update_member": { expected: noGroup, given: withGroupMember({ role: "admin" }) },
  "groups.remove_member": { expected: noGroup, given: withGroupMember() },
  "groups.update_metadata": { expected: noGroup, given: withContact(() => ({ body: { subject: "New" } })) },
  "groups.invite": { expected: noGroup, given: withContact() },
  "groups.revoke_invite": { expected: noGroup, given: withContact() },
  "groups.join_requests": { expected: noGroup, given: withContact() },
  "groups.handle_join_requests": { expected: noGroup, given: withContact() },
  "groups.update_setting": { expected: noGroup, given: withContact() },
  "groups.leave": { expected: noGroup, given: withContact() },
  "groups.create": { expected: groupless, given: (account) => ({ body: { inbox_id: account.inbox.id } }) },
  "groups.join": { expected: groupless, given: (account) => ({ body: { inbox_id: account.inbox.id } }) },

  "inboxes.list": { expected: members },
  "inboxes.get": { expected: inside, given: withInbox() },
  "inboxes.create": {
    expected: administrators,
    given: body({ name: "New", channel: { type: "api", webhook_url: "https://example.com/hook" } }),
  },
  "inboxes.update": { expected: administrators, given: withInbox({ name: "New" }) },
  "inboxes.delete": { expected: administrators, given: withInbox() },
  "inboxes.health": { expected: administrators, given: withInbox() },
  "inboxes.check": { expected: nothingToDo, given: withInbox() },
  "inboxes.check_new": {
    expected: nothingToDo,
    given: body({ channel: { type: "api", webhook_url: "https://example.com/hook" } }),
  },
  "inboxes.available_channels": { expected: administrators },
  "inboxes.subscribe": { expected: nothingToDo, given: withInbox() },
  "inboxes.setup_channel_provider": { expected: [422, 422, 401, 401, 401, 401], given: withInbox() },
  "inboxes.disconnect_channel_provider": { expected: nothingToDo, given: withInbox() },
  "inboxes.failed_events": { expected: administrators, given: withInbox() },
  "inboxes.process_failed_events": { expected: administrators, given: withInbox({ event_ids: [] }) },
  "inbox_members.list": { expected: inside, given: (account) => ({ params: { inbox_id: account.inbox.id } }) },
  "inbox_members.add": { expected: administrators, given: withMembers },
  "inbox_members.set": { expected: administrators, given: withMembers },
  "inbox_members.remove": { expected: administrators, given: withMembers },

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

  "notifications.list": { expected: members },
  "notifications.unread_count": { expected: members },
  // Nobody finds the notifications of others.
  "notifications.read": { expected: nobodys, given: notification },
  "notifications.unread": { expected: nobodys, given: notification },
  "notifications.snooze": { expected: nobodys, given: withNotification({ snoozed_until: 4_000_000_000 }) },
  "notifications.delete": { expected: nobodys, given: notification },
  "notifications.read_all": { expected: members, given: body({}) },
  "notifications.delete_all": { expected: members, given: body({}) },
  "notification_settings.get": { expected: members },
  "notification_settings.update": { expected: members, given: body({ selected_email_flags: [] }) },
  "notification_subscriptions.create": { expected: people, given: body(device) },
  "notification_subscriptions.delete": { expected: people, given: body({ push_token: "x" }) },
  "notification_subscriptions.public_key": { expected: people },
  ...scheduledRows,

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

  "search.all": { expected: members, given: () => ({ query: "?q=maria" }) },
  "search.conversations": { expected: members, given: () => ({ query: "?q=maria" }) },
  "search.contacts": { expected: members, given: () => ({ query: "?q=maria" }) },
  "search.messages": { expected: members, given: () => ({ query: "?q=hello" }) },
  "search.articles": { expected: members, given: () => ({ query: "?q=help" }) },

  "messages.list": { expected: inside, given: inConversation() },
  "messages.create": { expected: insideAndBots, given: inConversation({ content: "Hello" }) },
  "messages.delete": { expected: inside, given: withMessage(undefined, outgoing) },
  "messages.update": { expected: inside, given: withMessage({ status: "delivered" }, outgoing) },
  "messages.readers": { expected: inside, given: withMessage() },
  "messages.retry": {
    expected: inside,
    given: withMessage(undefined, { ...outgoing, status: "failed", delivery: "failed" }),
  },
  "messages.edit": { expected: inside, given: withMessage({ content: "New" }, outgoing) },

  "labels.list": { expected: members },
  "labels.get": { expected: members, given: withRow(seedLabel) },
  "labels.create": { expected: administrators, given: body({ title: "vip" }) },
  "labels.update": { expected: administrators, given: withRow(seedLabel, { title: "gold" }) },
  "labels.delete": { expected: administrators, given: withRow(seedLabel) },

  "teams.list": { expected: members },
  "teams.get": { expected: members, given: withTeam() },
  "teams.create": { expected: administrators, given: body({ name: "sales" }) },
  "teams.update": { expected: administrators, given: withTeam(() => ({ name: "service" })) },
  "teams.delete": { expected: administrators, given: withTeam() },
  "team_members.list": { expected: members, given: withTeam() },
  "team_members.add": { expected: administrators, given: withTeam(outsider) },
  "team_members.set": { expected: administrators, given: withTeam(outsider) },
  "team_members.remove": { expected: administrators, given: withTeam(outsider) },

  "canned_responses.list": { expected: members, given: () => ({ query: "?search=hi" }) },
  "canned_responses.create": { expected: members, given: () => ({ body: { short_code: newToken(), content: "Hi" } }) },
  "canned_responses.update": { expected: members, given: withRow(seedCannedResponse, { content: "Hi!" }) },
  "canned_responses.delete": { expected: members, given: withRow(seedCannedResponse) },

  // Everybody has their own: the administrator's is nobody else's.
  "custom_filters.list": { expected: members },
  "custom_filters.get": { expected: ownersOnly, given: withCustomFilter() },
  "custom_filters.create": { expected: members, given: body({ name: "VIP", query: { payload: [] } }) },
  "custom_filters.update": { expected: ownersOnly, given: withCustomFilter({ name: "Gold" }) },
  "custom_filters.delete": { expected: [204, 404, 404, 401, 401, 401], given: withCustomFilter() },

  "dashboard_apps.list": { expected: members },
  "dashboard_apps.get": { expected: members, given: withRow(seedDashboardApp) },
  "dashboard_apps.create": {
    expected: administrators,
    given: body({ title: "Orders", content: [{ type: "frame", url: "https://example.com/orders" }] }),
  },
  "dashboard_apps.update": { expected: administrators, given: withRow(seedDashboardApp, { title: "Invoices" }) },
  "dashboard_apps.delete": { expected: [204, 401, 401, 401, 401, 401], given: withRow(seedDashboardApp) },

  "agent_bots.list": { expected: members },
  "agent_bots.get": { expected: members, given: withBot() },
  "agent_bots.create": { expected: administrators, given: body({ name: "Helper" }) },
  "agent_bots.update": { expected: administrators, given: withBot({ name: "Other" }) },
  "agent_bots.delete": { expected: administrators, given: withBot() },
  "agent_bots.delete_avatar": { expected: administrators, given: withBot() },
  "agent_bots.reset_access_token": { expected: administrators, given: withBot() },
  "inboxes.agent_bot": { expected: inside, given: withInbox() },
  "inboxes.set_agent_bot": { expected: administrators, given: withInbox({ agent_bot: null }) },

  "audit_logs.list": { expected: administrators },

  "webhooks.list": { expected: administrators },
  "webhooks.create": { expected: administrators, given: body({ url: "https://example.com/hook" }) },
  "webhooks.update": { expected: administrators, given: withWebhook({ name: "New" }) },
  "webhooks.delete": { expected: administrators, given: withWebhook() },
  "webhooks.deliveries": { expected: administrators },
  "webhooks.delivery": { expected: missingForAdministrators, given: () => ({ params: { id: 1 } }) },
  "webhooks.replay": { expected: missingForAdministrators, given: () => ({ params: { id: 1 } }) },
  "webhooks.endpoints": { expected: administrators },
  "webhooks.resume": { expected: missingForAdministrators, given: body({ target: "webhook:1" }) },

  // Customers of an API inbox: whoever knows its key, and the id of the contact.
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

  // Provisioning software alone, which is none of these.

  ...platformRows,
  ...visitorRows,
};
