import { and, eq, gt, lt, sql } from "drizzle-orm";
import { accessTokens, agentBots, platformApps, sessions, users } from "#db/schema/accounts.ts";
import { AppError } from "../app-error.ts";
import { runtime } from "../runtime.ts";
import { equalInConstantTime, hashToken } from "../secrets.ts";
import type { Actor } from "./actor.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { readTokenHeaders, type TokenHeaders, writeTokenHeaders } from "./token-headers.ts";

/** How often a session's `last_seen_at` moves at most. */
const SEEN_EVERY_MS = 5 * 60 * 1000;

export interface Caller {
  actor: Actor;
  /** The language the person chose, or null. */
  locale: string | null;
  /** To be sent with the answer. */
  headers: Record<string, string>;
  /** Signed in by cookie: the browser sends it by itself, so writes must come from our own pages. */
  byCookie: boolean;
}

/**
 * Who sends this request: `api_access_token` (reverse proxies may have made `-` of `_`), else the token headers of a
 * sign-in, else the session cookie. One statement.
 *
 * @throws unauthenticated when nobody is named, or nobody we know
 */
export async function authenticate(request: Request): Promise<Caller> {
  const token = (request.headers.get("api_access_token") ?? request.headers.get("api-access-token"))?.trim();
  if (token) return authenticateToken(token);
  const tokens = readTokenHeaders(request);
  if (tokens) return authenticateClient(tokens);
  const caller = await authenticateCookie(request.headers.get("cookie"));
  if (!caller) throw new AppError("unauthenticated");
  return caller;
}

/** The caller of a page, a server action or a socket; null when signed out, revoked or expired. */
export async function authenticateCookie(cookieHeader: string | null): Promise<Caller | null> {
  const sessionId = await readSessionCookie(cookieHeader);
  if (!sessionId) return null;
  const [row] = await selectSession().where(
    and(eq(sessions.id, sessionId), eq(sessions.kind, "web"), gt(sessions.expiresAt, sql`now()`)),
  );
  if (!row) return null;
  await noteSeen(row.sessionId, row.lastSeenAt);
  return { actor: userActor(row), locale: row.locale, headers: {}, byCookie: true };
}

async function authenticateClient(tokens: TokenHeaders): Promise<Caller> {
  const [row] = await selectSession().where(
    and(eq(sessions.client, tokens.client), eq(sessions.kind, "client"), gt(sessions.expiresAt, sql`now()`)),
  );
  const matches = row?.tokenHash && equalInConstantTime(row.tokenHash, hashToken(tokens.accessToken));
  if (!row || !matches || row.email.toLowerCase() !== tokens.uid.toLowerCase()) throw new AppError("unauthenticated");
  await noteSeen(row.sessionId, row.lastSeenAt);
  return {
    actor: userActor(row),
    locale: row.locale,
    headers: writeTokenHeaders(tokens, row.expiresAt),
    byCookie: false,
  };
}

async function authenticateToken(token: string): Promise<Caller> {
  const [row] = await runtime()
    .db.select({
      userId: users.id,
      name: userName,
      email: users.email,
      locale: userLocale,
      botId: agentBots.id,
      botName: agentBots.name,
      botAccountId: agentBots.accountId,
      appId: platformApps.id,
    })
    .from(accessTokens)
    .leftJoin(users, and(eq(accessTokens.ownerType, "user"), eq(users.id, accessTokens.ownerId)))
    .leftJoin(agentBots, and(eq(accessTokens.ownerType, "agent_bot"), eq(agentBots.id, accessTokens.ownerId)))
    .leftJoin(platformApps, and(eq(accessTokens.ownerType, "platform_app"), eq(platformApps.id, accessTokens.ownerId)))
    .where(eq(accessTokens.tokenHash, hashToken(token)));
  const actor = row && tokenOwner(row);
  if (!row || !actor) throw new AppError("unauthenticated", { public: "Invalid Access Token" });
  return { actor, locale: row.locale, headers: {}, byCookie: false };
}

interface TokenRow {
  userId: number | null;
  name: string | null;
  email: string | null;
  botId: number | null;
  botName: string | null;
  botAccountId: number | null;
  appId: number | null;
}

/** Null when the owner is gone. */
function tokenOwner(row: TokenRow): Actor | null {
  if (row.userId !== null) return { kind: "user", userId: row.userId, name: row.name ?? "", email: row.email ?? "" };
  if (row.botId !== null) {
    return { kind: "agent_bot", agentBotId: row.botId, name: row.botName ?? "", accountId: row.botAccountId };
  }
  return row.appId === null ? null : { kind: "platform_app", platformAppId: row.appId };
}

const userName = sql<string>`coalesce(nullif(${users.displayName}, ''), ${users.name})`;
const userLocale = sql<string | null>`${users.uiSettings} ->> 'locale'`;

const selectSession = () =>
  runtime()
    .db.select({
      sessionId: sessions.id,
      tokenHash: sessions.tokenHash,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
      userId: users.id,
      name: userName,
      email: users.email,
      locale: userLocale,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .$dynamic();

const userActor = (row: { userId: number; name: string; email: string; sessionId: string }): Actor => ({
  kind: "user",
  userId: row.userId,
  name: row.name,
  email: row.email,
  sessionId: row.sessionId,
});

/** The one write here: it belongs to recognising the session, and the domain cannot be called from below. */
async function noteSeen(sessionId: string, lastSeenAt: Date): Promise<void> {
  const staleBefore = new Date(Date.now() - SEEN_EVERY_MS);
  if (lastSeenAt > staleBefore) return;
  await runtime()
    .db.update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, staleBefore)));
}
