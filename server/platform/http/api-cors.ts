import type { IncomingMessage, ServerResponse } from "node:http";
import { runtime } from "../runtime.ts";

const API = /^\/(api|auth)\//;

/**
 * Lets pages of other origins call the API, where the operator wants that (contract, conventions §13). They sign in with tokens: no
 * cookie travels along, so `*` gives away nothing.
 *
 * @returns true when the request was a browser's question alone, which is answered now
 */
export function answerCors(request: IncomingMessage, response: ServerResponse): boolean {
  if (!runtime().config.apiCors || !API.test(request.url ?? "") || !request.headers.origin) return false;
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "access-token, client, uid, expiry");
  if (request.method !== "OPTIONS") return false;
  response.setHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
  response.setHeader("access-control-allow-headers", request.headers["access-control-request-headers"] ?? "*");
  response.setHeader("access-control-max-age", "600");
  response.writeHead(204).end();
  return true;
}
