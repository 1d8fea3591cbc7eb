import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerGateway } from "./fake-baileys-api-answers.ts";
import { type FakeGatewayState, type GatewayAnswer, newFakeGatewayState } from "./fake-baileys-api-state.ts";
import { createReferenceValidator } from "./reference-validator.ts";

/** A request as it arrived; `problems` is empty when the gateway's own description allows it. */
export interface RecordedRequest {
  method: string;
  path: string;
  /** Path as the description has it; null for one it does not know. */
  operation: string | null;
  headers: Record<string, string>;
  body: unknown;
  problems: string[];
  answeredWith: number | null;
}

/** How the next matching requests end instead of well. */
export interface GatewayFailure {
  /** Only requests whose `METHOD /path` matches; all when missing. */
  match?: RegExp;
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  /** `close` cuts the line after reading the request; `accept-then-close` does the work first. */
  how?: "close" | "accept-then-close";
  /** Requests it holds for; 1 unless said. */
  times?: number;
}

export interface FakeBaileysApi {
  baseUrl: string;
  apiKey: string;
  state: FakeGatewayState;
  requests: RecordedRequest[];
  fail(failure: GatewayFailure): void;
  /** Posts an event to a connection's webhook with its token, as the gateway does. @returns the status */
  post(
    phone: string,
    event: { event: string; data?: unknown; extra?: unknown; awaitResponse?: boolean },
  ): Promise<number>;
  close(): Promise<void>;
}

const PICTURES = "/pps.whatsapp.net/";

export interface FakeBaileysApiOptions {
  apiKey?: string;
  port?: number;
  /** Tells by webhook of everything that is done, as the gateway does. */
  reports?: boolean;
}

/**
 * The gateway, played over HTTP on a port of its own. Every request is checked against its published description; an invalid
 * one is answered 422, as the gateway would, and kept with its problems.
 */
export async function startFakeBaileysApi(options: FakeBaileysApiOptions = {}): Promise<FakeBaileysApi> {
  const apiKey = options.apiKey ?? randomBytes(16).toString("hex");
  const state = newFakeGatewayState();
  const report = createReporter(state);
  const requests: RecordedRequest[] = [];
  const failures: GatewayFailure[] = [];
  const validate = createReferenceValidator("baileys-api");

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The network's own host, which pictures lie at, is played on the same port.
    if (request.url?.startsWith(PICTURES)) {
      const picture = state.media.get(decodeURIComponent(request.url.slice(PICTURES.length)));
      return void response.writeHead(picture ? 200 : 404).end(picture);
    }
    const record = await recorded(request, validate);
    requests.push(record);
    const failure = takeFailure(failures, `${record.method} ${record.path}`);
    if (failure?.how === "close") return void request.socket.destroy();
    const answer = decide({ record, apiKey, state, failure });
    if (failure?.how === "accept-then-close") return void request.socket.destroy();
    record.answeredWith = answer.status;
    const isPlain = typeof answer.body === "string" || Buffer.isBuffer(answer.body);
    const contentType = answer.contentType ?? (isPlain ? "text/plain" : "application/json");
    response.writeHead(answer.status, { "content-type": contentType, ...failure?.headers });
    response.end(isPlain ? answer.body : JSON.stringify(answer.body));
    if (options.reports) await report(decodeURIComponent(record.path.split("/")[2] ?? ""));
    else state.outbox.length = 0;
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.pictureHost = `${baseUrl}${PICTURES}`;
  return {
    baseUrl,
    apiKey,
    state,
    requests,
    fail: (failure) => void failures.push({ times: 1, ...failure }),
    post: (phone, event) => postEvent(state, phone, event),
    close: () => closeServer(server),
  };
}

async function recorded(
  request: IncomingMessage,
  validate: ReturnType<typeof createReferenceValidator>,
): Promise<RecordedRequest> {
  const path = request.url ?? "/";
  const method = request.method ?? "GET";
  const body = await readJson(request);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { method, path, headers, body, ...validate({ method, path, body }), answeredWith: null };
}

/** One event after the other, also when the next request comes before the last one is through. */
function createReporter(state: FakeGatewayState): (phone: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const drain = async (phone: string) => {
    for (let event = state.outbox.shift(); event; event = state.outbox.shift()) await postEvent(state, phone, event);
  };
  return (phone) => {
    last = last.then(() => drain(phone)).catch((error: unknown) => void state.unreported.push(String(error)));
    return last;
  };
}

interface Decision {
  record: RecordedRequest;
  apiKey: string;
  state: FakeGatewayState;
  failure: GatewayFailure | undefined;
}

function decide({ record, apiKey, state, failure }: Decision): GatewayAnswer {
  if (failure?.status) return { status: failure.status, body: failure.body ?? "Something went wrong" };
  if (record.headers["x-api-key"] !== apiKey)
    return { status: 401, body: { error: "Unauthorized", message: "Valid API key required" } };
  if (record.operation === null) return { status: 404, body: "NOT_FOUND" };
  if (record.problems.length > 0)
    return { status: 422, body: { type: "validation", on: "body", message: record.problems.join("; ") } };
  return answerGateway(record, state);
}

function takeFailure(failures: GatewayFailure[], line: string): GatewayFailure | undefined {
  const index = failures.findIndex(({ match }) => !match || match.test(line));
  const failure = failures[index];
  if (!failure) return undefined;
  failure.times = (failure.times ?? 1) - 1;
  if (failure.times <= 0) failures.splice(index, 1);
  return failure;
}

async function postEvent(state: FakeGatewayState, phone: string, event: object): Promise<number> {
  const connection = state.connections.get(phone);
  if (!connection) throw new Error(`Nobody has connected ${phone}`);
  const response = await fetch(connection.webhookUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...event, webhookVerifyToken: connection.webhookVerifyToken }),
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
