import type { RecurrenceRule } from "#server/domain/scheduled-messages/contract.ts";

export const repeats = ["never", "daily", "weekly", "weekdays", "monthly", "yearly", "custom"] as const;
export type Repeat = (typeof repeats)[number];

export type RepeatEnd = Pick<RecurrenceRule, "end_type" | "end_date" | "end_count">;

/** Calendar facts of a `YYYY-MM-DDTHH:mm` text: day of the week, and the how many-th of its kind in the month (-1: the last). */
export function dayFacts(local: string): { weekday: number; week: number; day: number } {
  const [year = 1970, month = 1, day = 1] = local.slice(0, 10).split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isLast = new Date(Date.UTC(year, month - 1, day + 7)).getUTCMonth() !== month - 1;
  const week = Math.ceil(day / 7);
  return { weekday: date.getUTCDay(), week: isLast && week >= 4 ? -1 : week, day };
}

/** The rule of a choice, for a first message at this local time; null for none and for one's own. */
export function ruleOf(repeat: Repeat, local: string, end: RepeatEnd): RecurrenceRule | null {
  const { weekday, week } = dayFacts(local);
  const common = { interval: 1, ...end };
  switch (repeat) {
    case "daily":
      return { frequency: "daily", ...common };
    case "weekly":
      return { frequency: "weekly", week_days: [weekday], ...common };
    case "weekdays":
      return { frequency: "weekly", week_days: [1, 2, 3, 4, 5], ...common };
    case "monthly":
      return {
        frequency: "monthly",
        monthly_type: "day_of_week",
        monthly_week: week,
        monthly_weekday: weekday,
        ...common,
      };
    case "yearly":
      return { frequency: "yearly", ...common };
    default:
      return null;
  }
}
