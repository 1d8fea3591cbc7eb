import type { IncomingMessage, ServerResponse } from "node:http";
import { runCounted, statementsSoFar } from "../database/statement-count.ts";
import { runtime } from "../runtime.ts";
import { newRequestId } from "./open-context.ts";

/** A request with its exact bytes. */
export interface RawHttpRequest {
  method: string;
  url: URL;
  /** Lower-cased names; repeated headers are joined with a comma. */
  headers: Record<string, string>;
  body: Buffer;
  /** What stands after the route's path, decoded and split at slashes. */
  key: string[];
}

export interface RawHttpResponse {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** A path that the server answers itself, because what stands around a route handler costs more than the handler. */
export interface RawRoute {
  /** Name in logs and metrics. */
  operation: string;
  method: "GET" | "POST";
  /** Exact, or a prefix when it ends with a slash. */
  path: string;
  /** Longer bodies are read no further than one byte past this; the handler sees that it is too long. */
  maxBytes: number | ((key: string[]) => number);
  /** Asked every few seconds by machines: logged at level debug only. */
  isProbe?: boolean;
  handle(request: RawHttpRequest): Promise<RawHttpResponse>;
}

/** Finds the route of a request, if it has one; its answer is then ours and Next never sees it. */
export function findRawRoute(routes: readonly RawRoute[], request: IncomingMessage): RawRoute | undefined {
  const path = pathOf(request);
  const method = request.method === "HEAD" ? "GET" : request.method;
  return routes.find((route) => route.method === method && leadsTo(route.path, path));
}

const leadsTo = (route: string, path: string): boolean =>
  route.endsWith("/") ? path.startsWith(route) : path === route || path === `${route}/`;

/** Answers with the route's handler. Never rejects: whatever goes wrong is logged and becomes a 500. */
export async function answerRaw(route: RawRoute, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await runCounted(async () => {
    const startedAt = performance.now();
    const headers = plainHeaders(request);
    const requestId = newRequestId(
      new Headers(headers["x-request-id"] ? { "x-request-id": headers["x-request-id"] } : []),
    );
    const answer = await answerOrFail(route, request, headers, requestId);
    if (!request.complete) endUnread(request, response);
    send(response, answer, { requestId, withBody: request.method !== "HEAD" });
    const seconds = (performance.now() - startedAt) / 1000;
    const { log, metrics } = runtime();
    metrics.httpRequests.observe({ operation: route.operation, status: String(answer.status) }, seconds);
    const line = {
      requestId,
      operation: route.operation,
      status: answer.status,
      durationMs: Math.round(seconds * 1e4) / 10,
    };
    log[route.isProbe ? "debug" : "info"]({ ...line, statements: statementsSoFar() }, "request");
  });
}

async function answerOrFail(
  route: RawRoute,
  request: IncomingMessage,
  headers: Record<string, string>,
  requestId: string,
): Promise<RawHttpResponse> {
  try {
    const url = new URL(request.url ?? "/", `http://${headers.host ?? "localhost"}`);
    const key = keyOf(route, url);
    if (key === null) return { status: 400, body: "" };
    const most = typeof route.maxBytes === "number" ? route.maxBytes : route.maxBytes(key);
    const body = await readBody(request, most + 1);
    return await route.handle({ method: request.method ?? "GET", url, headers, body, key });
  } catch (err) {
    if (request.destroyed && !request.complete) return { status: 400, body: "" };
    runtime().log.error({ err, requestId, operation: route.operation }, "A raw route failed");
    return { status: 500, body: "" };
  }
}

const pathOf = (request: IncomingMessage): string => (request.url ?? "/").split("?", 1)[0] as string;

function keyOf(route: RawRoute, url: URL): string[] | null {
  try {
    return url.pathname.slice(route.path.length).split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return plain;
}

/** Events cost a fraction of what an async iterator does, and this is the hottest path of all. */
function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size));
    request.on("data", (chunk: Buffer) => {
      if (size >= most) return;
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= most) done();
    });
    request.once("end", done);
    request.once("error", reject);
    request.once("aborted", () => reject(new Error("The caller hung up")));
  });
}

/** The caller still sends. It shall be able to read our answer first, but not to send for ever. */
function endUnread(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("connection", "close");
  request.resume();
  setTimeout(() => request.destroy(), 2000).unref();
}

function send(
  response: ServerResponse,
  answer: RawHttpResponse,
  { requestId, withBody }: { requestId: string; withBody: boolean },
): void {
  const length = String(Buffer.byteLength(answer.body));
  response.writeHead(answer.status, { ...answer.headers, "content-length": length, "x-request-id": requestId });
  response.end(withBody ? answer.body : undefined);
}
