import http, { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import { runtime } from "../runtime.ts";
import { checkedLookup, checkLiteralAddress, type Resolve } from "./checked-lookup.ts";
import { FetchError, isFetchError } from "./fetch-error.ts";
import { httpAgents } from "./http-agents.ts";

export interface Exchange {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** Milliseconds since 1970: later than this nothing is waited for. */
  deadline: number;
  maxBytes: number;
  resolve: Resolve | undefined;
}

export interface Answer {
  status: number;
  /** Lower-case names; repeated ones joined by a comma. */
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * One request and its answer, without redirects.
 *
 * @throws FetchError
 */
export function exchange(wanted: Exchange): Promise<Answer> {
  return new Promise((done, fail) => {
    let sent = false;
    let late = false;
    let status: number | undefined;
    const request = openRequest(wanted);
    const timer = setTimeout(
      () => {
        late = true;
        request.destroy();
      },
      Math.max(0, wanted.deadline - Date.now()),
    );
    const failWith = (error: unknown) => {
      clearTimeout(timer);
      request.destroy();
      if (late) fail(new FetchError("timeout", `No answer from ${wanted.url.host} in time`, { sent, status }));
      else if (isFetchError(error)) fail(error);
      else fail(new FetchError("unreachable", reason(wanted.url, error), { sent, status, cause: error }));
    };
    request.on("error", failWith);
    request.on("socket", (socket) => {
      if (!socket.connecting && request.reusedSocket) sent = true;
      else
        socket.once(wanted.url.protocol === "https:" ? "secureConnect" : "connect", () => {
          sent = true;
        });
    });
    request.on("response", (response) => {
      status = response.statusCode ?? 0;
      readBody(response, wanted, status).then((body) => {
        clearTimeout(timer);
        done({ status: status ?? 0, headers: plainHeaders(response.headers), body });
      }, failWith);
    });
    request.end(wanted.body);
  });
}

/** @throws FetchError for what cannot or must not be sent */
function openRequest({ url, method, headers, body, resolve }: Exchange): http.ClientRequest {
  const allowPrivate = runtime().config.allowPrivateTargets;
  checkLiteralAddress(url.hostname, allowPrivate);
  const agents = httpAgents();
  const options = {
    method,
    headers: { ...headers, ...(body && { "content-length": String(body.byteLength) }) },
    lookup: checkedLookup(allowPrivate, resolve),
  };
  try {
    return url.protocol === "https:"
      ? https.request(url, { ...options, agent: agents.https })
      : http.request(url, { ...options, agent: agents.http });
  } catch (cause) {
    throw new FetchError("invalid_request", `This cannot be sent to ${url.host}`, { sent: false, cause });
  }
}

async function readBody(response: IncomingMessage, { method, maxBytes }: Exchange, status: number): Promise<Buffer> {
  const tooLarge = () =>
    new FetchError("too_large", `The answer is larger than ${maxBytes} bytes`, { sent: true, status });
  if (method !== "HEAD" && Number(response.headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]),
  );
}

/** The code says enough (`ECONNREFUSED`); messages of Node repeat addresses that are nobody's business. */
function reason(url: URL, error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return `${url.host} cannot be reached (${code ?? message ?? "unknown"})`;
}
