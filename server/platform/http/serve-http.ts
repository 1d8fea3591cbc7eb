import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { runtime } from "../runtime.ts";
import { answerCors } from "./api-cors.ts";
import { stampPeer } from "./client-address.ts";
import { listen } from "./listen.ts";
import { answerRaw, findRawRoute, type RawRoute } from "./raw-routes.ts";

/** A caller may be sending on a connection that was idle when we stopped: it gets this long to be heard. */
const LAST_WORDS_MS = 250;

/** What answers the paths that no raw route has. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  server: Server;
  /** Begins to answer. Call before anything else that listens to requests is attached. */
  serve(routes: readonly RawRoute[], pages: PageHandler | null): void;
  listen(port: number, host: string): Promise<void>;
  /** Accepts no more connections, and ends each one with its running answer. */
  stopAccepting(): void;
  /** Resolves when every running request has its answer, or after `patienceMs`; then cuts what is left. */
  drain(patienceMs: number): Promise<void>;
}

/** The one server of a process: raw routes first, then pages. */
export function createHttpServer(): HttpServer {
  // Longer than proxies keep their connections, so that it is never us who closes one they are about to use.
  const server = createServer({ keepAliveTimeout: 75_000 });
  const running = new Set<ServerResponse>();
  let stopping = false;
  return {
    server,
    serve(routes, pages) {
      server.on("request", (request, response) => {
        running.add(response);
        response.once("close", () => running.delete(response));
        if (stopping) response.setHeader("connection", "close");
        void answer(request, response, { routes, pages });
      });
    },
    listen: (port, host) => listen(server, port, host),
    stopAccepting() {
      stopping = true;
      // Unlike the method of HTTP servers, this leaves idle connections open; their next answer ends them.
      NetServer.prototype.close.call(server);
      for (const response of running) if (!response.headersSent) response.setHeader("connection", "close");
    },
    async drain(patienceMs) {
      await wait(LAST_WORDS_MS);
      for (const end = Date.now() + patienceMs; running.size > 0 && Date.now() < end; ) await wait(10);
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, pages }: { routes: readonly RawRoute[]; pages: PageHandler | null },
): Promise<void> {
  stampPeer(request);
  const route = findRawRoute(routes, request);
  try {
    if (answerCors(request, response)) return;
    if (route) return await answerRaw(route, request, response);
    // Next answers 500 to a path that cannot be decoded; it names nothing.
    if (pages && isDecodable(request.url?.split("?", 1)[0] ?? "/")) return await pages(request, response);
    response.writeHead(404).end();
  } catch (err) {
    // Without an answer the caller would wait until its own time-out.
    runtime().log.error({ err, path: request.url?.split("?", 1)[0] }, "A request failed outside its handler");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
