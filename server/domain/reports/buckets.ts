import { Temporal } from "temporal-polyfill";
import type { Grouping } from "./contract.ts";

/** Buckets that one answer may have: ten years of days, half a year of hours. */
export const MOST_BUCKETS = 5_000;

/** Zones whose offset a client may mean; the first one that has it now is taken (contract, reports §1). */
const zones = [
  "UTC",
  "Pacific/Pago_Pago",
  "Pacific/Honolulu",
  "America/Juneau",
  "America/Los_Angeles",
  "America/Denver",
  "America/Chicago",
  "America/New_York",
  "America/Halifax",
  "America/Caracas",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Argentina/Buenos_Aires",
  "Atlantic/South_Georgia",
  "Atlantic/Azores",
  "Atlantic/Cape_Verde",
  "Europe/London",
  "Europe/Berlin",
  "Africa/Lagos",
  "Europe/Athens",
  "Africa/Johannesburg",
  "Europe/Moscow",
  "Asia/Tehran",
  "Asia/Dubai",
  "Asia/Kabul",
  "Asia/Karachi",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Dhaka",
  "Asia/Yangon",
  "Asia/Bangkok",
  "Asia/Shanghai",
  "Asia/Tokyo",
  "Australia/Darwin",
  "Australia/Adelaide",
  "Australia/Brisbane",
  "Australia/Sydney",
  "Asia/Magadan",
  "Pacific/Fiji",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Tongatapu",
];

/**
 * The time zone that an offset stands for: the first well-known one that has it today, so that its clock changes count too.
 *
 * @param offset  hours as text, `5.5` or `-3`; anything else is UTC
 */
export function zoneOfOffset(offset: string | undefined, now: Date): string {
  const hours = offset?.trim() ? Number(offset) : 0;
  if (!Number.isFinite(hours)) return "UTC";
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  const wanted = hours * 3_600_000_000_000;
  return zones.find((zone) => instant.toZonedDateTimeISO(zone).offsetNanoseconds === wanted) ?? "UTC";
}

/**
 * Starts of all buckets between two times, oldest first: the first one begins at or before `since`. Weeks begin on Sunday (contract,
 * reports §1).
 *
 * @returns milliseconds since 1970; at most `MOST_BUCKETS`
 */
export function bucketStarts(
  { since, until }: { since: number; until: number },
  { grouping, zone }: { grouping: Grouping; zone: string },
): number[] {
  const starts: number[] = [];
  let start = startOf(since, grouping, zone);
  while (start.epochMilliseconds < until && starts.length < MOST_BUCKETS) {
    starts.push(start.epochMilliseconds);
    start = next(start, grouping);
  }
  return starts;
}

function startOf(at: number, grouping: Grouping, zone: string): Temporal.ZonedDateTime {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  switch (grouping) {
    case "hour":
      return time.round({ smallestUnit: "hour", roundingMode: "floor" });
    case "week":
      return time
        .startOfDay()
        .subtract({ days: time.dayOfWeek % 7 })
        .startOfDay();
    case "month":
      return time.with({ day: 1 }).startOfDay();
    case "year":
      return time.with({ month: 1, day: 1 }).startOfDay();
    default:
      return time.startOfDay();
  }
}

function next(start: Temporal.ZonedDateTime, grouping: Grouping): Temporal.ZonedDateTime {
  const later = start.add({ [`${grouping}s`]: 1 });
  return grouping === "hour" ? later : later.startOfDay();
}
