import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

/** Set by our server on every request, over whatever the client sent. */
const PEER_HEADER = "x-parley-peer";

/** Notes who is at the other end of the connection: a route handler cannot see the socket. Called by the server. */
export function stampPeer(request: IncomingMessage): void {
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
}

/**
 * Address of the caller. `X-Forwarded-For` counts only when the connection comes from loopback or a private network, where
 * reverse proxies stand, and of it only the last entry, which the proxy itself wrote.
 */
export function clientAddress(headers: Headers): string {
  const peer = normalise(headers.get(PEER_HEADER) ?? "127.0.0.1");
  if (!isNear(peer)) return peer;
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (!forwarded || !ipaddr.isValid(forwarded)) return peer;
  const address = normalise(forwarded);
  // A neighbour in the network cannot call itself loopback, which is free of limits.
  return isLoopback(address) && !isLoopback(peer) ? peer : address;
}

/**
 * Who is counted together where callers are limited: an IPv4 address, or the /64 network of an IPv6 address. Whoever has one of those has
 * all its addresses, and would have a limit for each. Anything else stays as it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}

export const isLoopback = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";

function isNear(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ["loopback", "private", "uniqueLocal", "linkLocal"].includes(ipaddr.process(address).range());
}

const normalise = (address: string): string => (ipaddr.isValid(address) ? ipaddr.process(address).toString() : address);
