import type { Range } from "./report-range.ts";

const HOUR_MS = 3_600_000;
/** What one statement sums up at most. */
const LONGEST_MS = 31 * 24 * HOUR_MS;

/** Hours, by their starts in any order, put together where one follows the other. */
export function stretchesOf(hours: number[]): Range[] {
  const stretches: Range[] = [];
  for (const hour of [...hours].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last?.until === hour && hour - last.since < LONGEST_MS) last.until = hour + HOUR_MS;
    else stretches.push({ since: hour, until: hour + HOUR_MS });
  }
  return stretches;
}
