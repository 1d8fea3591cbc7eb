import type { InboxHealth } from "#server/domain/inboxes/contract/connection.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";

/** A key of the texts under `inboxes.health`. */
export type HealthState = "ok" | "waiting" | "linking" | "connecting" | "disconnected" | "failing" | "unknown";

/**
 * How an inbox is, in one word.
 *
 * @param traffic  what the health card says; undefined while it is not known, then the line alone is judged
 */
export function healthState(
  line: Inbox["connection"]["state"],
  traffic: InboxHealth["state"] | undefined,
): HealthState {
  if (line === "qr") return "linking";
  if (line === "closed") return "disconnected";
  if (line === "error" || traffic === "failing") return "failing";
  if (line === "connecting") return "connecting";
  return traffic ?? (line === "open" ? "ok" : "unknown");
}
