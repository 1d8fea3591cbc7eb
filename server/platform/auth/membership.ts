import { and, eq, sql } from "drizzle-orm";
import { accounts, accountUsers } from "#db/schema/accounts.ts";
import { agentBotInboxes } from "#db/schema/inboxes.ts";
import { AppError, notFound } from "../app-error.ts";
import { cached, forget } from "../cache.ts";
import { runtime } from "../runtime.ts";
import type { Actor, Role } from "./actor.ts";

/** How old the answer to "is this person a member?" may be; in the process that changed it, it is fresh at once. */
const TTL_MS = 30_000;

export interface Membership {
  /** Null for a bot. */
  role: Role | null;
  accountLocale: string;
}

/**
 * What `actor` is in the account (contract, conventions §3).
 *
 * @throws not_found for an unknown account, unauthenticated for a suspended one and for outsiders
 */
export async function findMembership(actor: Actor, accountId: number): Promise<Membership> {
  const memberKey =
    actor.kind === "user" ? `user:${actor.userId}` : actor.kind === "agent_bot" ? `bot:${actor.agentBotId}` : "";
  const key = `${accountId}:${memberKey}`;
  const row = await cached("membership", key, TTL_MS, () =>
    actor.kind === "agent_bot"
      ? selectBot(actor, accountId)
      : selectMember(actor.kind === "user" ? actor.userId : 0, accountId),
  );
  if (!row) throw notFound("account");
  if (row.status === "suspended") throw new AppError("unauthenticated", { public: "Account is suspended" });
  if (!row.isMember) {
    const isBot = actor.kind === "agent_bot";
    throw new AppError("unauthenticated", {
      public: isBot ? "Bot is not authorized to access this account" : "You are not authorized to access this account",
    });
  }
  return { role: row.role, accountLocale: row.locale };
}

/** Call after the commit that changed a membership, a role or the account; without a user: for the whole account. */
export function forgetMembership(accountId: number, userId?: number): void {
  if (userId === undefined) forget("membership");
  else forget("membership", `${accountId}:user:${userId}`);
}

interface MembershipRow {
  status: "active" | "suspended";
  locale: string;
  role: Role | null;
  isMember: boolean;
}

async function selectMember(userId: number, accountId: number): Promise<MembershipRow | undefined> {
  const [row] = await runtime()
    .db.select({
      status: accounts.status,
      locale: accounts.locale,
      role: accountUsers.role,
      isMember: sql<boolean>`${accountUsers.userId} is not null`,
    })
    .from(accounts)
    .leftJoin(accountUsers, and(eq(accountUsers.accountId, accounts.id), eq(accountUsers.userId, userId)))
    .where(eq(accounts.id, accountId));
  return row;
}

/** A bot of the account, or one of the installation that answers in one of the account's inboxes. */
async function selectBot(
  actor: Extract<Actor, { kind: "agent_bot" }>,
  accountId: number,
): Promise<MembershipRow | undefined> {
  const connected = sql<boolean>`exists (select 1 from ${agentBotInboxes}
    where ${agentBotInboxes.accountId} = ${accountId} and ${agentBotInboxes.agentBotId} = ${actor.agentBotId})`;
  const [row] = await runtime()
    .db.select({ status: accounts.status, locale: accounts.locale, connected })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!row) return undefined;
  const isMember = actor.accountId === null ? row.connected : actor.accountId === accountId;
  return { status: row.status, locale: row.locale, role: null, isMember };
}
