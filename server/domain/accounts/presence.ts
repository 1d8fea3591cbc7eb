import { runtime } from "../../platform/runtime.ts";
import { isDueToNote, noteSeen } from "./note-seen.ts";

/** Heartbeats come every half minute; two may be missed. */
const PRESENT_FOR_MS = 90_000;

type Availability = "online" | "busy" | "offline";

/** Notes that a person has a screen of the account open. Called by the socket server for each heartbeat. */
export function notePresence(accountId: number, userId: number): void {
  const key = `${accountId}:${userId}`;
  heartbeats().set(key, Date.now());
  if (!isDueToNote(remembered("presence-noted"), key)) return;
  noteSeen(accountId, userId).catch((err) => runtime().log.warn({ err, accountId }, "presence could not be noted"));
}

/** Forgets a person whose last screen of the account was closed. */
export function endPresence(accountId: number, userId: number): void {
  heartbeats().delete(`${accountId}:${userId}`);
  remembered("presence-noted").delete(`${accountId}:${userId}`);
}

export function isPresent(accountId: number, userId: number): boolean {
  const seenAt = heartbeats().get(`${accountId}:${userId}`);
  return seenAt !== undefined && Date.now() - seenAt < PRESENT_FOR_MS;
}

/** What others see: what the person chose, but offline when they asked for that and no screen is open (contract, settings §3). */
export function availabilityStatus(member: {
  accountId: number;
  userId: number;
  availability: Availability;
  autoOffline: boolean;
}): Availability {
  return member.autoOffline && !isPresent(member.accountId, member.userId) ? "offline" : member.availability;
}

/** In the memory of the process: who asks about everybody at once must not ask the database. */
const heartbeats = (): Map<string, number> => remembered("presence");

function remembered(name: string): Map<string, number> {
  const { caches } = runtime();
  const known = (caches.get(name) ?? new Map()) as Map<string, number>;
  caches.set(name, known as Map<string, unknown>);
  return known;
}
