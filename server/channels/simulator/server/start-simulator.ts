import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { refusal, sendAnswer } from "./answer.ts";
import { controlRoutes } from "./control-api.ts";
import { type ApiAnswer, providerRoutes } from "./provider-api.ts";
import { sendMedia, sendPage } from "./send-file.ts";
import { newSimulatorState, type SimulatorState } from "./simulator-state.ts";
import { createWebhookPoster } from "./webhook-poster.ts";
import { Refusal, type World } from "./world.ts";

export interface SimulatorOptions {
  /** 0 (default): any free port. */
  port?: number;
  host?: string;
  /** What inboxes must present. */
  token?: string;
  /** Digits of the inbox's own number. */
  phone?: string;
}

export interface RunningSimulator {
  /** The page to play customers, and `base_url` of inboxes. */
  url: string;
  token: string;
  state: SimulatorState;
  /** Resolves when every event so far was posted. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const MAX_BODY = 64 * 1024 * 1024;

/** Starts a provider that lives in memory: its API for inboxes, a control API for tests, and a page for people. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const state = newSimulatorState(options.token ?? "simulator", options.phone ?? "12025550100");
  const poster = createWebhookPoster(state);
  const pages = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    serve({ request, response, world, pages }).catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world: World = {
    state,
    poster,
    changed: () => {
      for (const page of pages) page.write("data: changed\n\n");
    },
    mediaUrl: (id) => `${url}/media/${id}`,
  };
  return {
    url,
    token: state.token,
    state,
    idle: poster.idle,
    async close() {
      poster.close();
      for (const page of pages) page.end();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  world: World;
  pages: Set<ServerResponse>;
}

async function serve(exchange: Exchange): Promise<void> {
  const { request, response, world } = exchange;
  const { pathname } = new URL(request.url ?? "/", "http://simulator");
  if (pathname.startsWith("/v1/")) return serveProvider(exchange, pathname);
  // Other sites' pages must not play with it through somebody's browser.
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    return sendAnswer(response, refusal(403, "Only the simulator's own page may do this"));
  if (pathname === "/control/stream") return openStream(exchange);
  if (pathname.startsWith("/control/")) {
    const answer = await run(controlRoutes, {
      method: request.method ?? "GET",
      pathname,
      world,
      body: parse(await readAll(request)),
    });
    return sendAnswer(response, answer);
  }
  if (pathname.startsWith("/media/")) return sendMedia(response, world.state, pathname.slice("/media/".length));
  return sendPage(response, pathname);
}

async function serveProvider({ request, response, world }: Exchange, pathname: string): Promise<void> {
  const { state } = world;
  if (state.switches.offline) return void request.socket.destroy();
  const body = parse(await readAll(request));
  if (state.switches.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, state.switches.latencyMs));
  const call = { method: request.method ?? "GET", path: pathname, body, status: null as number | null, at: Date.now() };
  state.calls.push(call);
  if (state.calls.length > 5000) state.calls.shift();
  if (request.headers.authorization !== `Bearer ${state.token}`) {
    call.status = 401;
    return sendAnswer(response, refusal(401, "The token is not valid"));
  }
  if (pathname.startsWith("/v1/media/")) return sendMedia(response, world.state, pathname.slice("/v1/media/".length));
  const answer = await run(providerRoutes, { method: call.method, pathname, world, body });
  world.changed();
  if (answer.cut) return void request.socket.destroy();
  call.status = answer.status;
  sendAnswer(response, answer);
}

type Routes = Record<
  string,
  (call: { world: World; parts: string[]; body: unknown }) => ApiAnswer | Promise<ApiAnswer>
>;

async function run(
  routes: Routes,
  call: { method: string; pathname: string; world: World; body: unknown },
): Promise<ApiAnswer> {
  const route = findRoute(routes, `${call.method} ${call.pathname}`);
  if (!route) return refusal(404, "There is nothing here");
  try {
    return await route.handler({ world: call.world, parts: route.parts, body: call.body });
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.status, error.message);
    if (error instanceof z.ZodError) return refusal(400, z.prettifyError(error));
    throw error;
  }
}

function findRoute(routes: Routes, line: string) {
  for (const [template, handler] of Object.entries(routes)) {
    const match = new RegExp(`^${template.replaceAll(/:\w+/g, "([^/]+)")}$`).exec(line);
    if (match) return { handler, parts: match.slice(1).map(decodeURIComponent) };
  }
  return null;
}

function fail(response: ServerResponse, error: unknown): void {
  process.stderr.write(`simulator: ${error instanceof Error ? error.stack : String(error)}\n`);
  if (response.headersSent) response.destroy();
  else sendAnswer(response, refusal(500, "The simulator has a fault of its own"));
}

function openStream({ response, pages }: Exchange): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("data: changed\n\n");
  pages.add(response);
  response.on("close", () => pages.delete(response));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) throw new Refusal(413, "Too large");
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function parse(raw: Buffer): unknown {
  if (raw.length === 0) return {};
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return raw.toString("utf8");
    throw error;
  }
}
