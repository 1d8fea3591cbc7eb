import type { Resolve } from "./checked-lookup.ts";
import { type Answer, type Exchange, exchange } from "./exchange.ts";
import { FetchError, isFetchError } from "./fetch-error.ts";

export interface SafeFetchOptions {
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** For everything together, redirects included; 10 s unless said. */
  timeoutMs?: number;
  /** Largest answer; 1 MB unless said. */
  maxBytes?: number;
  /** How many redirects are followed; none unless said, the answer is then the redirect itself. */
  redirects?: number;
  /** Looks names up instead of the system. */
  resolve?: Resolve;
}

export interface SafeResponse extends Answer {
  /** Where the answer came from, after redirects. */
  url: string;
}

/** All that goes along to another origin. Tokens travel in headers of many names. */
const harmless = new Set(["accept", "accept-language", "content-type", "user-agent"]);
const repeatable = new Set(["GET", "HEAD", "PUT", "DELETE"]);

/**
 * The one way out of the product. Every address that somebody gave us goes through here: only `http:` and `https:`, only
 * hosts on the internet unless `ALLOW_PRIVATE_TARGETS`, checked again at each redirect, with limits of time and size.
 * An error status is an answer, not an error.
 *
 * @throws FetchError, whose `sent` tells whether the request may have arrived
 */
export async function safeFetch(url: string | URL, options: SafeFetchOptions = {}): Promise<SafeResponse> {
  let next = firstExchange(url, options);
  for (let left = options.redirects ?? 0; ; left--) {
    const answer = await withSecondTry(next);
    const location = redirectTarget(answer, next.url);
    if (!location || options.redirects === undefined || options.redirects === 0)
      return { ...answer, url: next.url.href };
    if (left === 0)
      throw new FetchError("too_many_redirects", `${next.url.host} redirects too often`, {
        sent: true,
        status: answer.status,
      });
    next = redirected(next, location, answer.status);
  }
}

function firstExchange(url: string | URL, options: SafeFetchOptions): Exchange {
  const headers = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    url: checkedUrl(url),
    method: options.method ?? "GET",
    headers: { accept: "*/*", "user-agent": "Parley", "accept-encoding": "identity", ...headers },
    body: typeof options.body === "string" ? Buffer.from(options.body) : options.body,
    deadline: Date.now() + (options.timeoutMs ?? 10_000),
    maxBytes: options.maxBytes ?? 1_000_000,
    resolve: options.resolve,
  };
}

function checkedUrl(url: string | URL, base?: URL): URL {
  const parsed = URL.canParse(String(url), base) ? new URL(url, base) : null;
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) {
    throw new FetchError("invalid_request", "Only http:// and https:// addresses can be reached", { sent: false });
  }
  return parsed;
}

/** A connection kept open may be closed by the other side just now; what may be repeated is tried on a new one. */
async function withSecondTry(wanted: Exchange): Promise<Answer> {
  try {
    return await exchange(wanted);
  } catch (error) {
    const code = isFetchError(error) ? (error.cause as { code?: string } | undefined)?.code : undefined;
    if (code !== "ECONNRESET" || !repeatable.has(wanted.method)) throw error;
    return exchange({ ...wanted, headers: { ...wanted.headers, connection: "close" } });
  }
}

function redirectTarget({ status, headers }: Answer, base: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return null;
  return checkedUrl(headers.location, base);
}

/** As browsers do: 303 always, 301 and 302 after anything but GET and HEAD, become a GET without body. */
function redirected(before: Exchange, url: URL, status: number): Exchange {
  const asGet = status === 303 || (status < 303 && before.method !== "HEAD");
  const kept = Object.entries(before.headers).filter(([name]) => {
    if (asGet && name === "content-type") return false;
    return url.origin === before.url.origin || harmless.has(name);
  });
  return {
    ...before,
    url,
    method: asGet ? "GET" : before.method,
    body: asGet ? undefined : before.body,
    headers: { "accept-encoding": "identity", ...Object.fromEntries(kept) },
  };
}
