import http from "node:http";
import https from "node:https";

interface Agents {
  http: http.Agent;
  https: https.Agent;
}

/**
 * Most servers close a connection that was idle for five seconds. One that is reused in just that moment fails with the
 * request perhaps received, so ours are given up earlier.
 */
const IDLE_MS = 4000;

const KEY = Symbol.for("parley.http-agents");
const holder = globalThis as unknown as Record<symbol, Agents | undefined>;

/** Connections that stay open between requests, for the whole process. */
export function httpAgents(): Agents {
  const options = { keepAlive: true, timeout: IDLE_MS, maxSockets: 100, maxFreeSockets: 20 };
  holder[KEY] ??= { http: new http.Agent(options), https: new https.Agent(options) };
  return holder[KEY];
}
