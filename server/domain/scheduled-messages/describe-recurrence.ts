import type { RecurrenceRule } from "./contract.ts";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const weeks: Record<string, string> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "5": "fifth",
  "-1": "last",
};
const units = { daily: "day", weekly: "week", monthly: "month", yearly: "year" } as const;

/** A rule as an English sentence (contract, scheduled-messages §8: `recurrence_description`). */
export function describeRecurrence(rule: RecurrenceRule): string {
  return [every(rule), onDays(rule), until(rule)].filter(Boolean).join(" ");
}

function every({ frequency, interval }: RecurrenceRule): string {
  return interval === 1 ? `Every ${units[frequency]}` : `Every ${interval} ${units[frequency]}s`;
}

function onDays(rule: RecurrenceRule): string {
  if (rule.frequency === "weekly") {
    const listed = [...(rule.week_days ?? [])].sort((left, right) => left - right);
    if (listed.join() === "1,2,3,4,5") return "on weekdays";
    return `on ${listed.map((day) => days[day]).join(", ")}`;
  }
  if (rule.frequency === "monthly" && rule.monthly_type === "day_of_week") {
    return `on the ${weeks[String(rule.monthly_week ?? 1)]} ${days[rule.monthly_weekday ?? 0]}`;
  }
  return "";
}

function until({ end_type, end_date, end_count }: RecurrenceRule): string {
  if (end_type === "on_date") return `until ${end_date}`;
  if (end_type === "after_count") return end_count === 1 ? "once" : `${end_count} times`;
  return "";
}
