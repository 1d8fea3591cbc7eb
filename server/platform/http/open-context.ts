import { randomBytes } from "node:crypto";
import { AppError, isAppError, notFound } from "../app-error.ts";
import type { Actor } from "../auth/actor.ts";
import { authenticate, type Caller } from "../auth/authenticate.ts";
import { findMembership } from "../auth/membership.ts";
import type { AccountContext, Context } from "../context.ts";
import type { Operation } from "../contract/operation.ts";
import { clientAddress } from "./client-address.ts";

const anonymous: Caller = { actor: { kind: "nobody" }, locale: null, headers: {}, byCookie: false };

export interface Opened {
  /** With `accountId` and `role` when the operation lives in an account. */
  ctx: AccountContext;
  /** To be sent with the answer. */
  headers: Record<string, string>;
}

/**
 * Who asks, and in which account.
 *
 * @param accountId  the path's `account_id`, or undefined outside accounts
 * @throws unauthenticated, not_found; forbidden for a cookie that another site made the browser send
 */
export async function openContext(
  operation: Operation,
  request: Request,
  start: { requestId: string; accountId: string | undefined },
): Promise<Opened> {
  const caller = await identify(operation, request);
  if (caller.byCookie && operation.method !== "GET") requireOwnPage(request);
  requireKind(operation, caller.actor);
  const ctx: Context = {
    actor: caller.actor,
    requestId: start.requestId,
    locale: wireLocale(new URL(request.url).searchParams.get("locale") ?? caller.locale ?? "en"),
    client: {
      address: clientAddress(request.headers),
      userAgent: request.headers.get("user-agent"),
      language: firstLanguage(request.headers.get("accept-language")),
      visitorToken: request.headers.get("x-auth-token"),
    },
  };
  if (start.accountId === undefined) return { ctx: ctx as AccountContext, headers: caller.headers };
  const accountId = parseAccountId(start.accountId);
  const { role, accountLocale } = await membershipOrError(operation, caller.actor, accountId);
  const locale = new URL(request.url).searchParams.get("locale") ?? caller.locale ?? accountLocale;
  return { ctx: { ...ctx, accountId, role, locale: wireLocale(locale) }, headers: caller.headers };
}

/** Short id of a request: the proxy's when it looks like one, so that both logs can be joined. */
export function newRequestId(headers: Headers): string {
  const given = headers.get("x-request-id") ?? "";
  return /^[\w.-]{8,64}$/.test(given) ? given : randomBytes(6).toString("hex");
}

/** The languages we have, however the caller spells them (`pt_BR`). */
const wireLocale = (locale: string): string => (/^pt/i.test(locale) ? "pt-BR" : "en");

/** The language alone, without its country; null for `*` and for those who name none. */
const firstLanguage = (accepted: string | null): string | null =>
  /^\s*([a-z]{2,3})\b/i.exec(accepted ?? "")?.[1]?.toLowerCase() ?? null;

async function identify(operation: Operation, request: Request): Promise<Caller> {
  const open = operation.callers.includes("nobody");
  if (open && operation.callers.length === 1) return anonymous;
  try {
    return await authenticate(request);
  } catch (error) {
    if (!isAppError(error) || error.code !== "unauthenticated") throw error;
    if (open) return anonymous;
    if (operation.callers.includes("platform_app")) throw wrongPlatformToken();
    throw error;
  }
}

/** Is this kind of caller served here at all? Roles come later, records last. */
function requireKind(operation: Operation, actor: Actor): void {
  const { callers } = operation;
  if (actor.kind === "nobody") return;
  if (actor.kind === "user" && (callers.includes("user") || callers.includes("administrator"))) return;
  if (actor.kind === "agent_bot" && callers.includes("agent_bot")) return;
  if (actor.kind === "platform_app" && callers.includes("platform_app")) return;
  if (callers.includes("platform_app")) throw wrongPlatformToken();
  throw new AppError("unauthenticated", { public: "Access to this endpoint is not authorized for bots" });
}

const wrongPlatformToken = () => new AppError("unauthenticated", { public: "Invalid access_token" });

/** Browsers name the page that sends; a cookie that rides along from elsewhere may not write. */
function requireOwnPage(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const foreign = site
    ? !["same-origin", "none"].includes(site)
    : origin !== null && host !== null && !sameHost(origin, host);
  if (foreign) throw new AppError("forbidden", { internal: `cookie sent from ${origin ?? site}` });
}

const sameHost = (origin: string, host: string): boolean => URL.canParse(origin) && new URL(origin).host === host;

function parseAccountId(text: string): number {
  const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (id === 0) throw notFound("account");
  return id;
}

async function membershipOrError(operation: Operation, actor: Actor, accountId: number) {
  try {
    return await findMembership(actor, accountId);
  } catch (error) {
    if (operation.hiddenFromOutsiders && isAppError(error) && error.code === "unauthenticated")
      throw notFound("account");
    throw error;
  }
}
