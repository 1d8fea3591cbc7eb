import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { accessTokens, accountCounters, accounts, accountUsers, agentBots, users } from "#db/schema/accounts.ts";
import { contactInboxes, contacts } from "#db/schema/contacts.ts";
import { conversations } from "#db/schema/conversations.ts";
import { inboxes, inboxMembers } from "#db/schema/inboxes.ts";
import { messages } from "#db/schema/messages.ts";
import { notifications } from "#db/schema/notifications.ts";
import type { Actor } from "#server/platform/auth/actor.ts";
import { hashPassword } from "#server/platform/auth/password-hash.ts";
import type { AccountContext } from "#server/platform/context.ts";
import { runtime } from "#server/platform/runtime.ts";
import { encrypt, hashToken, newToken } from "#server/platform/secrets.ts";

/** Everybody's password. */
export const PASSWORD = "Correct-horse-1";

export interface SeededPerson {
  id: number;
  name: string;
  email: string;
  /** `api_access_token`. */
  token: string;
  /** For calling use cases directly. */
  ctx: AccountContext;
}

export interface SeededAccount {
  id: number;
  name: string;
  admin: SeededPerson;
  /** Agent, member of `inbox`. */
  inside: SeededPerson;
  /** Agent, member of no inbox. */
  outside: SeededPerson;
  bot: { id: number; name: string; token: string; ctx: AccountContext };
  inbox: { id: number; identifier: string };
}

/** An account with an administrator, two agents, a bot and an API inbox. Plain inserts: no events, no jobs. */
export async function seedAccount(name = "Acme"): Promise<SeededAccount> {
  const [account] = await runtime().db.insert(accounts).values({ name }).returning({ id: accounts.id });
  const { id } = taken(account);
  const [admin, inside, outside] = await seedPeople(id, [
    { role: "administrator", name: `${name} Admin` },
    { role: "agent", name: `${name} Inside` },
    { role: "agent", name: `${name} Outside` },
  ]);
  const inbox = await seedInbox(id, [taken(inside).id]);
  const bot = await seedBot(id, `${name} Bot`);
  return { id, name, admin: taken(admin), inside: taken(inside), outside: taken(outside), bot, inbox };
}

/** Two accounts of the same shape, to prove that nothing passes between them. */
export async function seedTwoAccounts(): Promise<SeededAccount & { other: SeededAccount }> {
  return { ...(await seedAccount("Acme")), other: await seedAccount("Other") };
}

type Role = "administrator" | "agent";

export async function seedPerson(accountId: number, role: Role, name: string): Promise<SeededPerson> {
  return taken((await seedPeople(accountId, [{ role, name }]))[0]);
}

let passwordHash: Promise<string> | undefined;

/** Three statements, however many people: hundreds of tests begin here. */
async function seedPeople(accountId: number, people: { role: Role; name: string }[]): Promise<SeededPerson[]> {
  const { db } = runtime();
  passwordHash ??= hashPassword(PASSWORD);
  const shared = { passwordHash: await passwordHash, confirmedAt: new Date() };
  const inserted = await db
    .insert(users)
    .values(people.map(({ name }) => ({ ...shared, name, email: emailOf(name), pubsubToken: newToken() })))
    .returning({ id: users.id, name: users.name, email: users.email });
  await db.insert(accountUsers).values(
    inserted.map((user, index) => ({
      accountId,
      userId: user.id,
      role: taken(people[index]).role,
      activeAt: new Date(),
      autoOffline: false,
    })),
  );
  const tokens = await seedTokens(
    "user",
    inserted.map((user) => user.id),
  );
  return inserted.map((user, index) => {
    const { role } = taken(people[index]);
    const actor: Actor = { kind: "user", userId: user.id, name: user.name, email: user.email };
    return { ...user, token: taken(tokens[index]), ctx: contextOf(actor, accountId, role) };
  });
}

const emailOf = (name: string): string =>
  `${name.toLowerCase().replaceAll(" ", ".")}.${randomBytes(8).toString("hex")}@example.com`;

export async function seedBot(accountId: number, name: string): Promise<SeededAccount["bot"]> {
  const [bot] = await runtime().db.insert(agentBots).values({ accountId, name }).returning({ id: agentBots.id });
  const { id } = taken(bot);
  const [token] = await seedTokens("agent_bot", [id]);
  const actor: Actor = { kind: "agent_bot", agentBotId: id, name, accountId };
  return { id, name, token: taken(token), ctx: contextOf(actor, accountId, null) };
}

export async function seedInbox(
  accountId: number,
  memberIds: number[] = [],
  values: Partial<typeof inboxes.$inferInsert> = {},
) {
  const { db } = runtime();
  const [inbox] = await db
    .insert(inboxes)
    .values({
      accountId,
      name: "Support",
      channel: "api",
      identifier: newToken(),
      hmacToken: encrypt(newToken()),
      ...values,
    })
    .returning({ id: inboxes.id, identifier: inboxes.identifier });
  const { id, identifier } = taken(inbox);
  for (const userId of memberIds) await db.insert(inboxMembers).values({ accountId, inboxId: id, userId });
  return { id, identifier };
}

/** A contact, and its place in an inbox when `link` names one. */
export async function seedContact(
  accountId: number,
  values: Partial<typeof contacts.$inferInsert> = {},
  link?: { inboxId: number; sourceId: string },
): Promise<{ id: number }> {
  const { db } = runtime();
  const [row] = await db
    .insert(contacts)
    .values({ accountId, name: "", ...values })
    .returning({ id: contacts.id });
  const { id } = taken(row);
  if (link) await db.insert(contactInboxes).values({ accountId, contactId: id, ...link });
  return { id };
}

export interface SeededConversation {
  /** Database id. */
  id: number;
  /** The `id` on the wire. */
  displayId: number;
  inboxId: number;
  contactId: number;
  contactInboxId: number;
  sourceId: string;
}

/** A contact with one conversation in `account.inbox`, or in `values.inboxId`. */
export async function seedConversation(
  account: { id: number; inbox: { id: number } },
  values: Partial<typeof conversations.$inferInsert> & { contact?: Partial<typeof contacts.$inferInsert> } = {},
): Promise<SeededConversation> {
  const { db } = runtime();
  const { contact: contactValues, ...own } = values;
  const accountId = account.id;
  const inboxId = own.inboxId ?? account.inbox.id;
  const [contact] = await db
    .insert(contacts)
    .values({ accountId, name: "Maria", ...contactValues })
    .returning({ id: contacts.id });
  const contactId = taken(contact).id;
  const [link] = await db
    .insert(contactInboxes)
    .values({ accountId, contactId, inboxId, sourceId: newToken() })
    .returning({ id: contactInboxes.id, sourceId: contactInboxes.sourceId });
  const { id: contactInboxId, sourceId } = taken(link);
  const [counter] = await db
    .insert(accountCounters)
    .values({ accountId, conversationDisplayId: 1 })
    .onConflictDoUpdate({
      target: accountCounters.accountId,
      set: { conversationDisplayId: sql`${accountCounters.conversationDisplayId} + 1` },
    })
    .returning({ displayId: accountCounters.conversationDisplayId });
  const { displayId } = taken(counter);
  const [row] = await db
    .insert(conversations)
    .values({ accountId, inboxId, contactId, contactInboxId, displayId, ...own })
    .returning({ id: conversations.id });
  return { id: taken(row).id, displayId, inboxId, contactId, contactInboxId, sourceId };
}

/** An incoming message unless `values` says otherwise; the conversation row points at it. */
export async function seedMessage(
  accountId: number,
  conversation: SeededConversation,
  values: Partial<typeof messages.$inferInsert> = {},
): Promise<{ id: number }> {
  const { db } = runtime();
  const { id: conversationId, inboxId, contactId } = conversation;
  const [row] = await db
    .insert(messages)
    .values({
      accountId,
      conversationId,
      inboxId,
      messageType: 0,
      content: "Hello",
      senderType: "Contact",
      senderId: contactId,
      ...values,
    })
    .returning({ id: messages.id });
  const { id } = taken(row);
  await db
    .update(conversations)
    .set({ lastMessageId: id, lastNonActivityMessageId: id, lastActivityAt: new Date() })
    .where(eq(conversations.id, conversationId));
  return { id };
}

let eventOfNotification = 0;

/** A notification about a conversation of the account, a new one unless it is given. */
export async function seedNotification(
  account: { id: number; inbox: { id: number } },
  userId: number,
  values: Partial<typeof notifications.$inferInsert> = {},
): Promise<{ id: number }> {
  const conversationId = values.conversationId ?? (await seedConversation(account)).id;
  eventOfNotification += 1;
  const [row] = await runtime()
    .db.insert(notifications)
    .values({
      accountId: account.id,
      userId,
      conversationId,
      eventId: eventOfNotification,
      notificationType: "conversation_assignment",
      ...values,
    })
    .returning({ id: notifications.id });
  return taken(row);
}

/** Gives each owner an `api_access_token`. @returns them in the same order */
export async function seedTokens(
  ownerType: "user" | "agent_bot" | "platform_app",
  ownerIds: number[],
): Promise<string[]> {
  const rows = ownerIds.map((ownerId) => ({ ownerType, ownerId, token: newToken() }));
  await runtime()
    .db.insert(accessTokens)
    .values(rows.map(({ token, ...row }) => ({ ...row, tokenHash: hashToken(token), tokenEncrypted: encrypt(token) })));
  return rows.map(({ token }) => token);
}

const contextOf = (actor: Actor, accountId: number, role: AccountContext["role"]): AccountContext => ({
  actor,
  accountId,
  role,
  requestId: "test",
  locale: "en",
});

function taken<T>(row: T | undefined): T {
  if (!row) throw new Error("The insert gave no row back");
  return row;
}
