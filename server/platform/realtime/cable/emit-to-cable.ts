import { findHub } from "../hub.ts";
import type { CableFact } from "./cable-rooms.ts";

/** Name between processes. */
export const CABLE_FACT = "cable";

/**
 * Could anybody hear what is said to these rooms? Ask before loading what only they need. Where processes share their
 * rooms the answer is yes: nobody knows who listens at the others.
 */
export function mayHearCable(rooms: string[]): boolean {
  const hub = findHub();
  return hub !== undefined && (hub.clustered || (hub.cable?.hears(rooms) ?? false));
}

/**
 * Says something to the plain WebSockets in any of these rooms, in whichever process they are; each subscription hears it
 * once, and at most once.
 *
 * @param except  rooms whose members hear nothing: who types does not see it
 */
export function emitToCable(
  rooms: string[],
  event: string,
  data: Record<string, unknown>,
  { except = [] }: { except?: string[] } = {},
): void {
  const hub = findHub();
  if (!hub || !mayHearCable(rooms)) return;
  const fact: CableFact = { rooms, except, text: JSON.stringify({ event, data }) };
  hub.cable?.deliver(fact);
  if (hub.clustered) hub.io.serverSideEmit(CABLE_FACT, fact);
}
