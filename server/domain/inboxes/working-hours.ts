import { z } from "zod";
import type { Attributes } from "#db/schema/columns.ts";
import { invalid } from "../../platform/app-error.ts";
import { flag } from "../../platform/contract/fields.ts";
import { parseFields } from "../../platform/http/validate.ts";

const hour = z.coerce.number().int().min(0).max(23).nullish();
const minute = z.coerce.number().int().min(0).max(59).nullish();

const day = z.object({
  day_of_week: z.coerce.number().int(),
  closed_all_day: flag.nullish(),
  open_all_day: flag.nullish(),
  open_hour: hour,
  open_minutes: minute,
  close_hour: hour,
  close_minutes: minute,
});

/** One day as it is stored and sent; 0 is Sunday. */
export interface WorkingDay {
  day_of_week: number;
  closed_all_day: boolean;
  open_hour: number | null;
  open_minutes: number | null;
  close_hour: number | null;
  close_minutes: number | null;
  open_all_day: boolean;
}

/** Monday to Friday from 9 to 17 (contract, inboxes §1). */
export const defaultWorkingHours = (): WorkingDay[] =>
  [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) =>
    dayOfWeek === 0 || dayOfWeek === 6 ? closed(dayOfWeek) : open(dayOfWeek, [9, 0], [17, 0]),
  );

/**
 * Replaces the given days; others stay, unknown ones are ignored (contract, inboxes §4).
 *
 * @throws invalid when a day closes before it opens, or is open and closed all day
 */
export function changedWorkingHours(stored: Attributes[], given: Attributes[]): WorkingDay[] {
  const days = new Map((stored as unknown as WorkingDay[]).map((entry) => [entry.day_of_week, entry]));
  for (const entry of given) {
    const parsed = parseFields(day, entry) as z.infer<typeof day>;
    if (days.has(parsed.day_of_week)) days.set(parsed.day_of_week, checkedDay(parsed));
  }
  return [...days.values()].sort((a, b) => a.day_of_week - b.day_of_week);
}

function checkedDay(given: z.infer<typeof day>): WorkingDay {
  const { day_of_week: dayOfWeek } = given;
  if (given.open_all_day && given.closed_all_day) {
    throw invalid("working_hours", "Working hours open_all_day and closed_all_day cannot be true at the same time");
  }
  if (given.closed_all_day) return closed(dayOfWeek);
  if (given.open_all_day) return { ...open(dayOfWeek, [0, 0], [23, 59]), open_all_day: true };
  const opens = (given.open_hour ?? 0) * 60 + (given.open_minutes ?? 0);
  const closes = (given.close_hour ?? 0) * 60 + (given.close_minutes ?? 0);
  if (closes <= opens) throw invalid("working_hours", "Working hours closing time has to be after opening time");
  return open(
    dayOfWeek,
    [given.open_hour ?? 0, given.open_minutes ?? 0],
    [given.close_hour ?? 0, given.close_minutes ?? 0],
  );
}

const closed = (dayOfWeek: number): WorkingDay => ({
  day_of_week: dayOfWeek,
  closed_all_day: true,
  open_hour: null,
  open_minutes: null,
  close_hour: null,
  close_minutes: null,
  open_all_day: false,
});

const open = (dayOfWeek: number, from: [number, number], to: [number, number]): WorkingDay => ({
  day_of_week: dayOfWeek,
  closed_all_day: false,
  open_hour: from[0],
  open_minutes: from[1],
  close_hour: to[0],
  close_minutes: to[1],
  open_all_day: false,
});
