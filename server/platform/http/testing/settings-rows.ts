import { type SeededAccount, seedBot } from "#db/testing/seed.ts";
import {
  seedCannedResponse,
  seedCustomFilter,
  seedDashboardApp,
  seedLabel,
  seedTeam,
} from "#db/testing/seed-settings.ts";
import { runtime } from "../../runtime.ts";
import { encrypt, newToken } from "../../secrets.ts";
import type { Expected, Row } from "./authorisation-table.ts";
import type { CallOptions } from "./call.ts";

const members: Expected = [200, 200, 200, 401, 401, 401];
const administrators: Expected = [200, 401, 401, 401, 401, 401];
const inside: Expected = [200, 200, 401, 401, 401, 401];
const ownersOnly: Expected = [200, 404, 404, 401, 401, 401];
const missingForAdministrators: Expected = [404, 401, 401, 401, 401, 401];

const body = (value: unknown) => () => ({ body: value });

const withInbox = (body?: unknown) => (account: SeededAccount) => ({ params: { id: account.inbox.id }, body });

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

const withWebhook = (body?: unknown) => async (account: SeededAccount) => {
  const [row] = await runtime().sql<{ id: number }[]>`
    insert into webhooks (account_id, url, subscriptions, secret)
    values (${account.id}, ${`https://example.com/${newToken()}`}, '{message_created}', ${encrypt("secret")}) returning id`;
  return { params: { webhook_id: row?.id ?? 0 }, body };
};

/** What an account sets up: labels, teams, texts, bots, webhooks. */
export const settingsRows: Record<string, Row> = {
  "labels.list": { expected: members },
  "labels.get": { expected: administrators, given: withRow(seedLabel) },
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
};
