import { expect, test } from "./client-test.ts";
import { openSdk, read, type Sdk } from "./sdk.ts";

const PASSWORD = "Harbor-Lane-1";
let fresh = 0;
const newAddress = () => `sdk-${process.pid}-${++fresh}@example.com`;

/** For methods that the SDK sends to an address which no server of the contract has. */
async function expectNoRoute(call: PromiseLike<unknown>): Promise<void> {
  await expect(Promise.resolve(call)).rejects.toThrow(/: 40[45] /);
}

test("the SDK provisions accounts, people, memberships and bots", async ({ platformToken, baseURL }) => {
  const { platform } = openSdk(baseURL ?? "", platformToken);
  const account = await platform.accounts.create({ data: { name: "Lantern Works" } });
  const accountId = Number(account.id);
  expect(await platform.accounts.get({ accountId })).toMatchObject({ id: accountId, name: "Lantern Works" });
  expect(await platform.accounts.update({ accountId, data: { name: "Lantern Yard" } })).toMatchObject({
    id: accountId,
    name: "Lantern Yard",
  });

  const email = newAddress();
  const user = await read<{ id: number; access_token: string }>(
    platform.users.create({ data: { name: "Ines Prado", email, password: PASSWORD, custom_attributes: { crm: "7" } } }),
  );
  expect(user).toMatchObject({ id: expect.any(Number), email, access_token: expect.stringMatching(/^\w{24}$/) });
  const { id } = user;
  expect(await platform.users.get({ id })).toMatchObject({ id, name: "Ines Prado" });
  expect(await platform.users.update({ id, data: { name: "Inês Prado" } })).toMatchObject({ id, name: "Inês Prado" });
  expect(await platform.users.getSSOUrl({ id })).toEqual({ url: expect.stringContaining("sso_auth_token=") });

  expect(await platform.accountUsers.create({ accountId, data: { user_id: id, role: "administrator" } })).toMatchObject(
    {
      account_id: accountId,
      user_id: id,
      role: "administrator",
    },
  );
  expect(await platform.accountUsers.list({ accountId })).toMatchObject([{ account_id: accountId, user_id: id }]);
  expect(await openSdk(baseURL ?? "", user.access_token).profile.profile()).toMatchObject({
    id,
    account_id: accountId,
  });

  const bot = await read<{ id: number }>(
    platform.agentBots.create({
      data: { name: "Night watch", description: "", outgoing_url: "http://bot.example.com/" },
    }),
  );
  expect(await platform.agentBots.get({ id: bot.id })).toMatchObject({ id: bot.id, name: "Night watch" });
  expect(await platform.agentBots.update({ id: bot.id, data: { name: "Day watch" } })).toMatchObject({
    name: "Day watch",
    outgoing_url: "http://bot.example.com/",
  });
  expect(await platform.agentBots.list()).toContainEqual(expect.objectContaining({ id: bot.id }));
  await platform.agentBots.delete({ id: bot.id });

  await platform.accountUsers.delete({ accountId, data: { user_id: id } });
  expect(await platform.accountUsers.list({ accountId })).toEqual([]);
  await platform.users.delete({ id });
  await platform.accounts.delete({ accountId });
});

test("the SDK sets an account up: people, teams, inboxes, bots", async ({ firm, baseURL }) => {
  const { accountId, ada, ben } = firm;
  const sdk = openSdk(baseURL ?? "", ada.access_token);
  expect(await sdk.profile.profile()).toMatchObject({
    id: ada.id,
    email: ada.email,
    account_id: accountId,
    role: "administrator",
    pubsub_token: expect.any(String),
    accounts: [{ id: accountId, name: "Quay Street Books", role: "administrator" }],
  });

  const agent = await read<{ id: number }>(
    sdk.agents.create({ accountId, data: { name: "Cora Lind", email: newAddress(), role: "agent" } as never }),
  );
  expect(await sdk.agents.update({ accountId, id: agent.id, data: { role: "administrator" } as never })).toMatchObject({
    id: agent.id,
    role: "administrator",
  });
  const agents = await read<{ id: number }[]>(sdk.agents.list({ accountId }));
  expect(agents.map(({ id }) => id).sort()).toEqual([ada.id, ben.id, agent.id].sort());
  await sdk.agents.delete({ accountId, id: agent.id });

  const team = await read<{ id: number }>(
    sdk.teams.create({ accountId, data: { name: "returns", description: "Parcels", allow_auto_assign: true } }),
  );
  const teamId = team.id;
  expect(await sdk.teams.get({ accountId, teamId })).toMatchObject({
    id: teamId,
    name: "returns",
    account_id: accountId,
  });
  expect(await sdk.teams.update({ accountId, teamId, data: { name: "refunds" } })).toMatchObject({ name: "refunds" });
  expect(await sdk.teams.list({ accountId })).toMatchObject([{ id: teamId }]);
  // The SDK leaves `/api/v1` out here: no server has ever answered these.
  await expectNoRoute(sdk.teams.listMembers({ accountId, teamId }));
  await expectNoRoute(sdk.teams.addAgent({ accountId, teamId, data: { user_ids: [ben.id] } }));
  await sdk.teams.delete({ accountId, teamId });

  const inbox = await read<{ id: number }>(
    sdk.inboxes.create({ accountId, data: { name: "Orders", channel: { type: "api", webhook_url: "" } as never } }),
  );
  const { id } = inbox;
  expect(inbox).toMatchObject({
    name: "Orders",
    channel_type: expect.any(String),
    inbox_identifier: expect.any(String),
  });
  expect(await sdk.inboxes.get({ accountId, id })).toMatchObject({ id, name: "Orders" });
  expect(await sdk.inboxes.list({ accountId })).toMatchObject({ payload: [{ id }] });
  expect(
    await sdk.inboxes.update({ accountId, id, data: { name: "Parcels", enable_auto_assignment: false } }),
  ).toMatchObject({ id, name: "Parcels", enable_auto_assignment: false });
  const website = { type: "web_widget" as const, website_url: "https://books.example.com", welcome_title: "Hello" };
  expect(await sdk.inboxes.create({ accountId, data: { name: "Site", channel: website } })).toMatchObject({
    website_url: "https://books.example.com",
    web_widget_script: expect.stringContaining("<script"),
  });

  // Numbers arrive as text: the SDK's own declaration says so.
  const members = { inbox_id: String(id), user_ids: [ben.id] };
  expect(await sdk.inboxes.addAgent({ accountId, data: members })).toMatchObject({ payload: [{ id: ben.id }] });
  expect(await sdk.inboxes.listAgents({ accountId, inboxId: id })).toMatchObject({ payload: [{ id: ben.id }] });
  expect(await sdk.inboxes.updateAgentsInInbox({ accountId, data: { ...members, user_ids: [ada.id] } })).toMatchObject({
    payload: [{ id: ada.id }],
  });
  // The contract has the number in the body alone.
  await expectNoRoute(sdk.inboxes.removeAgent({ accountId, inboxId: id, data: members }));

  const bot = await read<{ id: number }>(
    sdk.accountAgentBots.create({ accountId, data: { name: "Sorter", outgoing_url: "http://bot.example.com/" } }),
  );
  expect(await sdk.accountAgentBots.get({ accountId, id: bot.id })).toMatchObject({ id: bot.id, name: "Sorter" });
  expect(await sdk.accountAgentBots.list({ accountId })).toMatchObject([{ id: bot.id }]);
  expect(await sdk.inboxes.getAgentBot({ accountId, id })).toEqual({ agent_bot: {} });
  await sdk.inboxes.updateAgentBot({ accountId, id, data: { agent_bot: bot.id } });
  expect(await sdk.inboxes.getAgentBot({ accountId, id })).toMatchObject({ agent_bot: { id: bot.id } });
  await sdk.accountAgentBots.update({ accountId, id: bot.id, data: { name: "Sorter 2" } });
  await sdk.accountAgentBots.delete({ accountId, id: bot.id });
});

test("the SDK keeps canned responses, attributes, filters, rules, webhooks and hooks", async ({ firm, baseURL }) => {
  const { accountId, ada } = firm;
  const sdk = openSdk(baseURL ?? "", ada.access_token);
  await keepCannedResponses(sdk, accountId);
  await keepAttributes(sdk, accountId);
  await keepFilters(sdk, accountId);
  await keepRules(sdk, accountId);
  await keepWebhooks(sdk, accountId);
  await keepHooks(sdk, accountId);
});

async function keepCannedResponses(sdk: Sdk, accountId: number): Promise<void> {
  const data = { short_code: "hours", content: "We open at nine." };
  const { id } = await read<{ id: number }>(sdk.cannedResponses.create({ accountId, data }));
  const changed = { ...data, content: "We open at ten." };
  expect(await sdk.cannedResponses.update({ accountId, id, data: changed })).toMatchObject({ id, ...changed });
  expect(await sdk.cannedResponses.list({ accountId })).toMatchObject([{ id, account_id: accountId, ...changed }]);
  await sdk.cannedResponses.delete({ accountId, id });
  expect(await sdk.cannedResponses.list({ accountId })).toEqual([]);
}

async function keepAttributes(sdk: Sdk, accountId: number): Promise<void> {
  const data = {
    attribute_display_name: "Size",
    attribute_display_type: 6,
    attribute_description: "Of shoes",
    attribute_key: "size",
    attribute_values: ["38", "39"],
    attribute_model: 1,
  };
  const { id } = await read<{ id: number }>(sdk.customAttributes.create({ accountId, data }));
  const shown = { id, attribute_key: "size", attribute_display_type: "list", attribute_model: "contact_attribute" };
  expect(await sdk.customAttributes.get({ accountId, id })).toMatchObject(shown);
  expect(await sdk.customAttributes.list({ accountId, attributeModel: "1" })).toMatchObject([shown]);
  expect(await sdk.customAttributes.list({ accountId, attributeModel: "0" })).toEqual([]);
  const changed = { ...data, attribute_display_name: "Shoe size" };
  expect(await sdk.customAttributes.update({ accountId, id, data: changed })).toMatchObject({
    attribute_display_name: "Shoe size",
  });
  await sdk.customAttributes.delete({ accountId, id });
}

async function keepFilters(sdk: Sdk, accountId: number): Promise<void> {
  const row = { attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: null };
  const data = { name: "Open", type: "conversation" as const, query: { payload: [row] } };
  const { id } = await read<{ id: number }>(sdk.customFilters.create({ accountId, data, filterType: "conversation" }));
  expect(await sdk.customFilters.get({ accountId, customFilterId: id })).toMatchObject({
    id,
    name: "Open",
    filter_type: "conversation",
    query: { payload: [row] },
  });
  expect(await sdk.customFilters.list({ accountId, filterType: "conversation" })).toMatchObject([{ id }]);
  expect(await sdk.customFilters.list({ accountId, filterType: "contact" })).toEqual([]);
  await sdk.customFilters.update({ accountId, customFilterId: id, data: { ...data, name: "All open" } });
  await sdk.customFilters.delete({ accountId, customFilterId: id });
}

async function keepRules(sdk: Sdk, accountId: number): Promise<void> {
  const data = {
    name: "Urgent words",
    description: "",
    event_name: "message_created" as const,
    active: true,
    actions: [{ action_name: "add_label", action_params: ["urgent"] }],
    conditions: [{ attribute_key: "content", filter_operator: "contains", values: ["fire"], query_operator: null }],
  };
  const { id } = await read<{ id: number }>(sdk.automationRule.create({ accountId, data }));
  expect(await sdk.automationRule.get({ accountId, id })).toMatchObject({ payload: { id, name: "Urgent words" } });
  expect(await sdk.automationRule.list({ accountId })).toMatchObject({ payload: [{ id, active: true }] });
  expect(await sdk.automationRule.update({ accountId, id, data: { active: false } })).toMatchObject({
    payload: { id, active: false },
  });
  await sdk.automationRule.delete({ accountId, id });
}

async function keepWebhooks(sdk: Sdk, accountId: number): Promise<void> {
  const data = { url: "https://hooks.example.com/in", subscriptions: ["message_created" as const] };
  const made = await read<{ payload: { webhook: { id: number } } }>(sdk.webhooks.create({ accountId, data }));
  const webhookId = made.payload.webhook.id;
  expect(await sdk.webhooks.list({ accountId })).toMatchObject({ payload: { webhooks: [{ id: webhookId, ...data }] } });
  await sdk.webhooks.update({ accountId, webhookId, data: { ...data, subscriptions: ["message_updated"] } });
  expect(await sdk.webhooks.list({ accountId })).toMatchObject({
    payload: { webhooks: [{ id: webhookId, subscriptions: ["message_updated"] }] },
  });
  await sdk.webhooks.delete({ accountId, webhookId });
  await expect(Promise.resolve(sdk.webhooks.delete({ accountId, webhookId }))).rejects.toMatchObject({ status: 404 });
}

async function keepHooks(sdk: Sdk, accountId: number): Promise<void> {
  const data = { app_id: "openai", settings: { api_key: "sk-1" } };
  const { id } = await read<{ id: number }>(sdk.integrations.create({ accountId, data }));
  const { payload } = await read<{ payload: { id: string }[] }>(sdk.integrations.list({ accountId }));
  expect(payload.find((app) => app.id === "openai")).toMatchObject({
    enabled: true,
    hooks: [{ id, app_id: "openai" }],
  });
  const changed = { settings: { api_key: "sk-2" } };
  expect(await sdk.integrations.update({ accountId, hookId: id, data: changed })).toMatchObject({ id, status: true });
  await sdk.integrations.delete({ accountId, hookId: id });
}
