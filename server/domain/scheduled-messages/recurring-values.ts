import type { RecurrenceRule } from "./contract.ts";
import type { Problem } from "./planned-values.ts";

/** What a rule must name beside what its shape says (contract, scheduled-messages §8). */
export function ruleProblems(rule: RecurrenceRule | null | undefined): Problem[] {
  const problem = (sentence: string) => [{ field: "recurrence_rule", sentence: `Recurrence rule ${sentence}` }];
  if (!rule) return problem("can't be blank");
  if (rule.frequency === "weekly" && !rule.week_days?.length) return problem("must name days of the week");
  if (rule.monthly_type === "day_of_week" && (rule.monthly_week == null || rule.monthly_weekday == null)) {
    return problem("must name the week and the day of the week");
  }
  if (rule.end_type === "on_date" && !isDate(rule.end_date)) return problem("must name the last date");
  if (rule.end_type === "after_count" && !rule.end_count) return problem("must say how often");
  return [];
}

const isDate = (date: string | null | undefined): boolean =>
  typeof date === "string" && Number.isFinite(Date.parse(`${date}T00:00:00Z`));
