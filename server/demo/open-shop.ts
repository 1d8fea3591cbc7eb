import type { RunningSimulator } from "../channels/simulator/server/start-simulator.ts";
import { createAccount } from "../domain/accounts/create-account.ts";
import { createUser } from "../domain/accounts/create-user.ts";
import { createInbox } from "../domain/inboxes/create-inbox.ts";
import { subscribeInbox } from "../domain/inboxes/subscribe-inbox.ts";
import { updateInbox } from "../domain/inboxes/update-inbox.ts";
import { type AccountContext, type Context, systemContext } from "../platform/context.ts";
import { runtime } from "../platform/runtime.ts";
import { furnishShop } from "./furnish-shop.ts";
import { COMPANY, colleagues, OWN_NUMBER, PASSWORD } from "./people.ts";
import type { Colleague } from "./story.ts";

export interface Shop {
  accountId: number;
  inboxId: number;
  team: Record<Colleague, AccountContext & { actor: { kind: "user"; userId: number } }>;
  /** No customer has written yet. */
  isNew: boolean;
}

/** The demo's account, its people and its inbox: found, or made when something is missing. The provider knows our webhook afterwards. */
export async function openShop(provider: RunningSimulator): Promise<Shop> {
  const accountId = (await findAccount()) ?? (await createAccount(system, { name: COMPANY })).id;
  const team = {
    olivia: await colleague(accountId, "olivia"),
    bia: await colleague(accountId, "bia"),
    caio: await colleague(accountId, "caio"),
  };
  const members = Object.values(team).map(({ actor }) => actor.userId);
  const inboxId = await connectedInbox(accountId, provider, members);
  await subscribeInbox(systemContext(accountId, "demo"), { id: inboxId });
  await furnishShop(team.olivia);
  const [row] = await runtime().sql<{ count: number }[]>`
    select count(*)::int as count from conversations where account_id = ${accountId}`;
  return { accountId, inboxId, team, isNew: row?.count === 0 };
}

const system: Context = { actor: { kind: "system", cause: "demo" }, requestId: "demo", locale: "en" };

async function findAccount(): Promise<number | null> {
  const [row] = await runtime().sql<
    { id: number }[]
  >`select id from accounts where name = ${COMPANY} order by id limit 1`;
  return row?.id ?? null;
}

async function colleague(accountId: number, who: Colleague) {
  const { name, email, role } = colleagues[who];
  const userId =
    (await findMember(accountId, email)) ??
    (await createUser(system, { accountId, name, email, role, password: PASSWORD })).id;
  return { actor: { kind: "user" as const, userId, name, email }, accountId, role, requestId: "demo", locale: "en" };
}

async function findMember(accountId: number, email: string): Promise<number | null> {
  const [row] = await runtime().sql<{ id: number }[]>`
    select u.id from users u join account_users m on m.user_id = u.id
    where m.account_id = ${accountId} and lower(u.email) = ${email}`;
  return row?.id ?? null;
}

/** The provider may have got another port than last time. */
async function connectedInbox(accountId: number, provider: RunningSimulator, members: number[]): Promise<number> {
  const ctx = systemContext(accountId, "demo");
  const settings = { base_url: provider.url, token: provider.token, phone_number: `+${OWN_NUMBER}` };
  const [row] = await runtime().sql<{ id: number }[]>`
    select id from inboxes where account_id = ${accountId} and channel = 'simulator' and deleted_at is null order by id limit 1`;
  if (!row)
    return (await createInbox(ctx, { name: "Shop", channel: { key: "simulator", settings }, member_ids: members })).id;
  await updateInbox(ctx, { id: row.id, channel: { settings } });
  return row.id;
}
