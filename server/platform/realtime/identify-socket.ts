import type { IncomingMessage } from "node:http";
import { isAppError } from "../app-error.ts";
import type { Actor } from "../auth/actor.ts";
import { authenticate, authenticateCookie } from "../auth/authenticate.ts";
import { runtime } from "../runtime.ts";

export type Person = Extract<Actor, { kind: "user" }>;

/**
 * Who opens a socket: the owner of the `api_access_token` in the handshake, else of the session cookie. A cookie counts
 * only for pages of our own, because browsers send it along to sockets that any page opens.
 *
 * @returns null for nobody we know, and for bots
 */
export async function identifySocket(
  request: IncomingMessage,
  handshake: Record<string, unknown>,
): Promise<Person | null> {
  const token = handshake.api_access_token;
  const actor = typeof token === "string" && token ? await ownerOf(token) : await signedIn(request);
  return actor?.kind === "user" ? actor : null;
}

async function ownerOf(token: string): Promise<Actor | null> {
  if (!/^[\x21-\x7e]{1,200}$/.test(token)) return null;
  try {
    return (await authenticate(new Request("http://socket", { headers: { api_access_token: token } }))).actor;
  } catch (error) {
    if (isAppError(error) && error.code === "unauthenticated") return null;
    throw error;
  }
}

async function signedIn({ headers }: IncomingMessage): Promise<Actor | null> {
  if (!isOwnPage(headers.origin, headers.host)) return null;
  return (await authenticateCookie(headers.cookie ?? null))?.actor ?? null;
}

/** Programs send no origin. A page is ours at the public address, and at whatever address it reached this server. */
function isOwnPage(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(runtime().config.appUrl).origin || new URL(origin).host === host;
}
