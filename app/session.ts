import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { isAppError } from "#server/platform/app-error.ts";
import { authenticateCookie } from "#server/platform/auth/authenticate.ts";
import { findMembership } from "#server/platform/auth/membership.ts";
import { isSecure, SESSION_SECONDS, sessionCookieName } from "#server/platform/auth/session-cookie.ts";
import type { AccountContext, Context } from "#server/platform/context.ts";
import { newRequestId } from "#server/platform/http/open-context.ts";
import { requestLocale } from "./request-locale.ts";

type PageContext = Context & { actor: Extract<Context["actor"], { kind: "user" }> };

/** Who opened this page; null when signed out or when the sign-in was ended elsewhere. Asked once per request. */
export const currentUser = cache(async (): Promise<PageContext | null> => {
  const all = await headers();
  const caller = await authenticateCookie(all.get("cookie"));
  if (caller?.actor.kind !== "user") return null;
  const { actor } = caller;
  return { actor, requestId: newRequestId(all), locale: await requestLocale() };
});

/** The same for pages that need somebody. @param path  where to come back to after signing in */
export async function requireUser(path: string): Promise<PageContext> {
  return (await currentUser()) ?? redirect(`/app/login?next=${encodeURIComponent(path)}`);
}

/**
 * The context of a page inside an account. Signed out: to the sign-in page and back; no member, or no such account: 404.
 *
 * @param accountId  as the address has it
 * @param path       this page, to come back to; the account's dashboard unless given
 */
export async function requireAccount(
  accountId: string,
  path = `/app/accounts/${accountId}/dashboard`,
): Promise<AccountContext & PageContext> {
  const ctx = await requireUser(path);
  const id = /^\d{1,15}$/.test(accountId) ? Number(accountId) : 0;
  try {
    const { role } = await findMembership(ctx.actor, id);
    return { ...ctx, accountId: id, role };
  } catch (error) {
    if (isAppError(error)) notFound();
    throw error;
  }
}

/** Whether the person who opened this page, if anybody is signed in, belongs to an account. */
export async function currentMemberOf(accountId: number): Promise<boolean> {
  const ctx = await currentUser();
  if (!ctx) return false;
  try {
    await findMembership(ctx.actor, accountId);
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

/** Keeps a sign-in in the browser. */
export async function setSessionCookie(value: string): Promise<void> {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(), maxAge: SESSION_SECONDS } as const;
  (await cookies()).set(sessionCookieName(), value, options);
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { path: "/", secure: isSecure(), maxAge: 0 });
}
