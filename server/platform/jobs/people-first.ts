import { setTimeout as pause } from "node:timers/promises";
import { runtime } from "../runtime.ts";

/** Between a person's click and the job that it starts nothing runs for a moment; the way is kept free over that. */
const GRACE_MS = 30;
/** However much people write, work in bulk goes on. */
const MOST_PAUSE_MS = 300;
const LOOK_EVERY_MS = 5;

interface People {
  waiting: number;
  /** `performance.now()` until which the way is kept free although nobody waits. */
  freeUntil: number;
}

/** Runs what a person waits for; work in bulk in this process gives way meanwhile. */
export async function forPerson<T>(work: () => Promise<T>): Promise<T> {
  const people = peopleHere();
  people.waiting++;
  try {
    return await work();
  } finally {
    people.waiting--;
    people.freeUntil = performance.now() + GRACE_MS;
  }
}

/**
 * Called by work in bulk between two steps: goes on once nobody in this process waits for something, after a third of a second at the
 * latest.
 */
export async function giveWay(): Promise<void> {
  const people = peopleHere();
  for (const end = performance.now() + MOST_PAUSE_MS; isAnybodyWaiting(people) && performance.now() < end; )
    await pause(LOOK_EVERY_MS);
}

const isAnybodyWaiting = ({ waiting, freeUntil }: People): boolean => waiting > 0 || performance.now() < freeUntil;

function peopleHere(): People {
  const { caches } = runtime();
  const holder = caches.get("people-first") ?? new Map<string, unknown>();
  caches.set("people-first", holder);
  const people = (holder.get("people") as People | undefined) ?? { waiting: 0, freeUntil: 0 };
  holder.set("people", people);
  return people;
}
