import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerWhapi, type FakeState, newFakeState } from "./fake-whapi-answers.ts";
import { createReferenceValidator } from "./reference-validator.ts";

/** A request as it arrived; `problems` is empty when the provider's own description allows it. */
export interface RecordedRequest {
  method: string;
  path: string;
  /** Path as the description has it, e.g. `/messages/{MessageID}`; null for one it does not know. */
  operation: string | null;
  headers: Record<string, string>;
  body: unknown;
  problems: string[];
  answeredWith: number | null;
}

/** How the next matching requests end instead of well. */
export interface Failure {
  /** Only requests whose `METHOD /path` matches; all when missing. */
  match?: RegExp;
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Wait before answering, also before a good answer. */
  delayMs?: number;
  /** `hang` never answers; `close` cuts the line after reading the request; `accept-then-close` does the work first. */
  how?: "hang" | "close" | "accept-then-close";
  /** Requests it holds for; 1 unless said. */
  times?: number;
}

export interface FakeWhapi {
  baseUrl: string;
  token: string;
  state: FakeState;
  requests: RecordedRequest[];
  /** Requests to paths beginning with `prefix`, oldest first. */
  requestsTo(prefix: string): RecordedRequest[];
  fail(failure: Failure): void;
  /** Posts a body to every webhook that was set, with its headers. @returns their statuses */
  post(body: unknown): Promise<number[]>;
  close(): Promise<void>;
}

export interface FakeWhapiOptions {
  token?: string;
  port?: number;
  /** Digits of our own number. */
  phone?: string;
  /** Tells by webhook of everything that is done, as the provider does. */
  reports?: boolean;
}

/**
 * The provider, played over HTTP on a port of its own. Every request is checked against the provider's published
 * description; an invalid one is answered 400, as the provider would, and kept with its problems.
 */
export async function startFakeWhapi(options: FakeWhapiOptions = {}): Promise<FakeWhapi> {
  const token = options.token ?? randomBytes(16).toString("hex");
  const state = newFakeState(options.phone);
  const report = createReporter(state);
  const requests: RecordedRequest[] = [];
  const failures: Required<Pick<Failure, "times">>[] & Failure[] = [];
  const validate = createReferenceValidator("whapi");

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readAll(request);
    const path = request.url ?? "/";
    const method = request.method ?? "GET";
    const body = parse(raw);
    const { operation, problems } = validate({ method, path, body });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const record: RecordedRequest = { method, path, operation, headers, body, problems, answeredWith: null };
    requests.push(record);
    const failure = takeFailure(failures, `${method} ${path}`);
    if (failure?.delayMs) await new Promise((resolve) => setTimeout(resolve, failure.delayMs));
    if (failure?.how === "hang") return;
    if (failure?.how === "close") return void request.socket.destroy();
    const answer = decide({ record, token, state, failure });
    if (failure?.how === "accept-then-close") return void request.socket.destroy();
    record.answeredWith = answer.status;
    response.writeHead(answer.status, {
      "content-type": answer.contentType ?? "application/json",
      ...failure?.headers,
    });
    response.end(Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body));
    if (options.reports) await report();
    else state.outbox.length = 0;
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { code: 500, message: String(error) } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    token,
    state,
    requests,
    requestsTo: (prefix) => requests.filter(({ path }) => path.startsWith(prefix)),
    fail: (failure) => void failures.push({ times: 1, ...failure }),
    post: (body) => postToWebhooks(state, body),
    close: () => closeServer(server),
  };
}

/** One body after the other, also when the next request comes before the last one is through. */
function createReporter(state: FakeState): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const drain = async () => {
    for (let body = state.outbox.shift(); body; body = state.outbox.shift()) await postToWebhooks(state, body);
  };
  return () => {
    last = last.then(drain).catch((error: unknown) => void state.unreported.push(String(error)));
    return last;
  };
}

interface Decision {
  record: RecordedRequest;
  token: string;
  state: FakeState;
  failure: Failure | undefined;
}

interface Answer {
  status: number;
  body: unknown;
  contentType?: string;
}

const refusal = (code: number, message: string): Answer => ({ status: code, body: { error: { code, message } } });

function decide({ record, token, state, failure }: Decision): Answer {
  if (failure?.status)
    return {
      status: failure.status,
      body: failure.body ?? { error: { code: failure.status, message: "programmed failure" } },
    };
  if (record.headers.authorization !== `Bearer ${token}`) return refusal(401, "Unauthorized");
  if (record.operation === null) return refusal(404, "Cannot find this path");
  if (record.problems.length > 0) return refusal(400, `Wrong request parameters: ${record.problems.join("; ")}`);
  return answerWhapi(record, state);
}

function takeFailure(failures: Failure[], line: string): Failure | undefined {
  const index = failures.findIndex(({ match }) => !match || match.test(line));
  const failure = failures[index];
  if (!failure) return undefined;
  failure.times = (failure.times ?? 1) - 1;
  if (failure.times <= 0) failures.splice(index, 1);
  return failure;
}

async function postToWebhooks(state: FakeState, body: unknown): Promise<number[]> {
  return Promise.all(
    state.settings.webhooks.map(async ({ url, headers }) => {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      await response.arrayBuffer();
      return response.status;
    }),
  );
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return raw;
    throw error;
  }
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
