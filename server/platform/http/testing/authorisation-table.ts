import type { SeededAccount, SeededConversation } from "#db/testing/seed.ts";
import { seedConversation, seedNotification } from "#db/testing/seed.ts";
import type { CallOptions } from "./call.ts";
import { contactRows } from "./contact-rows.ts";
import { conversationRows } from "./conversation-rows.ts";
import { helpCenterRows } from "./help-center-rows.ts";
import { integrationRows } from "./integration-rows.ts";
import { platformRows } from "./platform-rows.ts";
import { publicRows } from "./public-rows.ts";
import { reportRows } from "./report-rows.ts";
import { scheduledRows } from "./scheduled-rows.ts";
import { settingsRows } from "./settings-rows.ts";
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
const noFactor: Expected = [422, 422, 422, 401, 422, 401];
const members: Expected = [200, 200, 200, 401, 401, 401];
const administrators: Expected = [200, 401, 401, 401, 401, 401];
/** The API channel has nothing that could be tested, paired or subscribed. */
const nothingToDo: Expected = [422, 401, 401, 401, 401, 401];
const noGroup: Expected = [422, 422, 422, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];
const groupless: Expected = [403, 403, 403, 401, 401, 401];
const all = (status: number): Expected => [status, status, status, status, status, status];

const PASSWORD = "Another-horse-2";

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

const body = (value: unknown) => () => ({ body: value });

/** The administrator's own. */
const withNotification = (given?: unknown) => async (account: SeededAccount) => ({
  params: { id: (await seedNotification(account, account.admin.id)).id },
  body: given,
});
const notification = withNotification();
const nobodys: Expected = [200, 404, 404, 401, 401, 401];
const device = { subscription_type: "fcm", subscription_attributes: { device_id: "phone", push_token: "x" } };

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

  "mfa.get": { expected: people },
  "mfa.start": { expected: people },
  // Nobody here has set anything up.
  "mfa.verify": { expected: noFactor, given: body({ otp_code: "000000" }) },
  "mfa.backup_codes": { expected: noFactor, given: body({ otp_code: "000000" }) },
  "mfa.disable": { expected: noFactor, given: body({ otp_code: "000000", password: PASSWORD }) },

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
  ...conversationRows,
  ...helpCenterRows,
  ...publicRows,
  ...reportRows,
  ...settingsRows,
  ...integrationRows,
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
  "groups.preview_invite": {
    expected: groupless,
    given: (account) => ({ query: `?inbox_id=${account.inbox.id}&url=x` }),
  },
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
  "inboxes.templates": { expected: inside, given: withInbox() },
  "inboxes.sync_templates": { expected: nothingToDo, given: withInbox() },
  "inboxes.failed_events": { expected: administrators, given: withInbox() },
  "inboxes.process_failed_events": { expected: administrators, given: withInbox({ event_ids: [] }) },
  "inbox_members.list": { expected: inside, given: (account) => ({ params: { inbox_id: account.inbox.id } }) },
  "inbox_members.add": { expected: administrators, given: withMembers },
  "inbox_members.set": { expected: administrators, given: withMembers },
  "inbox_members.remove": { expected: administrators, given: withMembers },

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

  "search.all": { expected: members, given: () => ({ query: "?q=maria" }) },
  "search.conversations": { expected: members, given: () => ({ query: "?q=maria" }) },
  "search.contacts": { expected: members, given: () => ({ query: "?q=maria" }) },
  "search.messages": { expected: members, given: () => ({ query: "?q=hello" }) },
  "search.articles": { expected: members, given: () => ({ query: "?q=help" }) },

  // Provisioning software alone, which is none of these.
  ...platformRows,
  ...visitorRows,
};
