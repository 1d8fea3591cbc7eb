import { decode, encode } from "next-auth/jwt";
import { runtime } from "../runtime.ts";

/** Life of a sign-in, both in the browser and of token headers: two months (contract, conventions §2.2). */
export const SESSION_SECONDS = 60 * 24 * 60 * 60;

/** next-auth's name for it; the prefix makes browsers insist on https. */
export const sessionCookieName = (): string => `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;

export const isSecure = (): boolean => runtime().config.appUrl.startsWith("https:");

/** The cookie's value: an encrypted token that holds the id of our sessions row and nothing else. */
export const encodeSessionCookie = (sessionId: string): Promise<string> =>
  encode({ token: { sessionId }, secret: runtime().config.secretKey, maxAge: SESSION_SECONDS });

/** The session id in a `Cookie` header; null when there is none, or one we did not make. */
export async function readSessionCookie(cookieHeader: string | null): Promise<string | null> {
  const value = findCookie(cookieHeader ?? "", sessionCookieName());
  if (!value) return null;
  try {
    const payload = await decode({ token: value, secret: runtime().config.secretKey });
    return typeof payload?.sessionId === "string" ? payload.sessionId : null;
  } catch (error) {
    runtime().log.debug({ err: error }, "session cookie not readable");
    return null;
  }
}

function findCookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}
