import { Temporal } from "temporal-polyfill";
import { refused } from "../../platform/app-error.ts";
import type { Grouping } from "./contract.ts";

/** Buckets that one answer may have: eleven years of hours, or every day since 1970 several times over. */
const MOST_BUCKETS = 100_000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

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
 * @returns milliseconds since 1970
 * @throws refused for more buckets than anybody can look at: fewer would show what happened later in the last of them
 */
export function bucketStarts(
  { since, until }: { since: number; until: number },
  { grouping, zone }: { grouping: Grouping; zone: string },
): number[] {
  const starts: number[] = [];
  for (const start of startsFrom(startOf(since, grouping, zone), grouping)) {
    if (start >= until) break;
    if (starts.length === MOST_BUCKETS) throw refused("The range is too long for this grouping");
    starts.push(start);
  }
  return starts;
}

/** One start after the other, without end. Where no clock changes on the way, a sum tells the next one: calendars are slow. */
function* startsFrom(first: Temporal.ZonedDateTime, grouping: Grouping): Generator<number> {
  const length = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: null, year: null }[grouping];
  let start = first;
  while (true) {
    yield start.epochMilliseconds;
    let at = start.epochMilliseconds;
    const end = endOfSteadyTime(start, grouping);
    while (length !== null && at + length < end) {
      at += length;
      yield at;
    }
    start = next(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(start.timeZoneId), grouping);
  }
}

/** Until when buckets have the same length, milliseconds since 1970. */
function endOfSteadyTime(start: Temporal.ZonedDateTime, grouping: Grouping): number {
  // An hour is an hour, whatever the clock says.
  if (grouping === "hour") return Number.POSITIVE_INFINITY;
  // A day that lost its midnight is shorter.
  if (start.hour !== 0 || start.minute !== 0) return start.epochMilliseconds;
  return start.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
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
  return start.add({ [`${grouping}s`]: 1 }).startOfDay();
}
