import { AppError } from "../app-error.ts";
import { actorKey } from "../auth/actor.ts";
import type { Context } from "../context.ts";
import type { Operation } from "../contract/operation.ts";
import { runtime } from "../runtime.ts";
import { isLoopback, networkOf } from "./client-address.ts";

/** Requests a minute from one address (contract, conventions §12). */
const REQUESTS_PER_ADDRESS = 3000;
const MINUTE = 60_000;
const MOST_WINDOWS = 50_000;

interface Window {
  count: number;
  endsAt: number;
}

/** The general limit by address; loopback is exempt. @throws too_many_requests */
export function limitAddress(address: string): void {
  if (!isLoopback(address)) limitRate(`address:${networkOf(address)}`, REQUESTS_PER_ADDRESS, MINUTE);
}

/** The limit of an operation, where it has one, for each of its callers; strangers are counted by address. @throws too_many_requests */
export function limitCaller({ id, ratePerMinute }: Pick<Operation, "id" | "ratePerMinute">, ctx: Context): void {
  if (!ratePerMinute) return;
  const caller = ctx.actor.kind === "nobody" ? `address:${networkOf(ctx.client?.address ?? "")}` : actorKey(ctx.actor);
  limitRate(`${id}:${caller}`, ratePerMinute, MINUTE);
}

/**
 * Counts a request under `key`. In the memory of this process: good enough against floods, and free.
 *
 * @param windowMs  length of the window that starts with the first request
 * @throws too_many_requests with the seconds until the window ends
 */
export function limitRate(key: string, limit: number, windowMs: number): void {
  const windows = openWindows();
  const now = Date.now();
  let window = windows.get(key);
  if (!window || window.endsAt <= now) {
    window = { count: 0, endsAt: now + windowMs };
    if (windows.size >= MOST_WINDOWS) dropClosed(windows, now);
    windows.set(key, window);
  }
  window.count++;
  if (window.count > limit)
    throw new AppError("too_many_requests", { retryAfter: Math.ceil((window.endsAt - now) / 1000) });
}

function openWindows(): Map<string, Window> {
  const { caches } = runtime();
  const windows = (caches.get("rate-limit") ?? new Map()) as Map<string, Window>;
  caches.set("rate-limit", windows as Map<string, unknown>);
  return windows;
}

/**
 * Also under a flood of new addresses the memory stays bounded: the oldest half goes when hardly any has ended. There is room for a tenth
 * afterwards, so that not every request looks at all of them.
 */
function dropClosed(windows: Map<string, Window>, now: number): void {
  for (const [key, window] of windows) if (window.endsAt <= now) windows.delete(key);
  if (windows.size <= MOST_WINDOWS * 0.9) return;
  for (const key of [...windows.keys()].slice(0, MOST_WINDOWS / 2)) windows.delete(key);
}
