/** What the socket is doing, and since when (unix milliseconds). */
export interface Connection {
  isConnected: boolean;
  since: number;
  /** When the gap began that ended at `since`; null when there was none worth mentioning. */
  gapBegan: number | null;
}

export type ConnectionNotice = "reconnecting" | "off" | "back";

/** A gap shorter than this is not mentioned at all. */
const QUIET_MS = 3_000;
const OFF_MS = 30_000;
const BACK_MS = 2_000;

/** Before the first attempt has ended, which counts like a gap. */
export const connectingSince = (now: number): Connection => ({ isConnected: false, since: now, gapBegan: null });

export function connected(state: Connection, now: number): Connection {
  if (state.isConnected) return state;
  return { isConnected: true, since: now, gapBegan: now - state.since >= QUIET_MS ? state.since : null };
}

/** A gap that follows a moment of connection goes on: the notice does not start anew with each attempt. */
export function disconnected(state: Connection, now: number): Connection {
  if (!state.isConnected) return state;
  const isSameGap = state.gapBegan !== null && now - state.since < BACK_MS;
  return { isConnected: false, since: isSameGap ? (state.gapBegan ?? now) : now, gapBegan: null };
}

/** What to tell about it now; null for nothing. */
export function noticeOf({ isConnected, since, gapBegan }: Connection, now: number): ConnectionNotice | null {
  const elapsed = now - since;
  if (isConnected) return gapBegan !== null && elapsed < BACK_MS ? "back" : null;
  return elapsed < QUIET_MS ? null : elapsed < OFF_MS ? "reconnecting" : "off";
}

/** Milliseconds until the notice changes by itself; null when it stays. */
export function nextChangeIn(state: Connection, now: number): number | null {
  const moments = state.isConnected ? (state.gapBegan === null ? [] : [BACK_MS]) : [QUIET_MS, OFF_MS];
  const next = moments.find((moment) => state.since + moment > now);
  return next === undefined ? null : state.since + next - now;
}
