import type { RecurrenceRule } from "#server/domain/scheduled-messages/contract.ts";
import { weekdayName } from "./weekday-name.ts";

interface Words {
  every: (interval: number, frequency: RecurrenceRule["frequency"]) => string;
  weekdays: string;
  /** Of a month; the day of the week with its name. */
  nth: (week: number, weekday: number, day: string) => string;
  until: (date: string) => string;
  times: (count: number) => string;
}

const english: Words = {
  every: (interval, frequency) => {
    const unit = { daily: "day", weekly: "week", monthly: "month", yearly: "year" }[frequency];
    return interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`;
  },
  weekdays: "Monday to Friday",
  nth: (week, _weekday, day) =>
    `the ${["last", "first", "second", "third", "fourth", "fifth"][Math.max(week, 0)]} ${day}`,
  until: (date) => `until ${date}`,
  times: (count) => `${count}×`,
};

const portuguese: Words = {
  every: (interval, frequency) => {
    const one = { daily: "Todos os dias", weekly: "Toda semana", monthly: "Todo mês", yearly: "Todo ano" }[frequency];
    const unit = { daily: "dias", weekly: "semanas", monthly: "meses", yearly: "anos" }[frequency];
    return interval === 1 ? one : `A cada ${interval} ${unit}`;
  },
  weekdays: "segunda a sexta",
  nth: (week, weekday, day) => {
    // Saturdays and Sundays are masculine, the days named after their number are feminine.
    const [at, end] = weekday === 0 || weekday === 6 ? ["no", "o"] : ["na", "a"];
    return `${at} ${["últim", "primeir", "segund", "terceir", "quart", "quint"][Math.max(week, 0)]}${end} ${day}`;
  },
  until: (date) => `até ${date}`,
  times: (count) => `${count}×`,
};

/** A rule in the reader's language: "Every 2 weeks: Monday, Friday, until 31 Dec 2026". */
export function recurrenceWords(rule: RecurrenceRule, locale: string): string {
  const words = wordsOf(locale);
  const parts = [daysOf(rule, words, locale), endOf(rule, words, locale)].filter(Boolean);
  const every = words.every(rule.interval, rule.frequency);
  return parts.length > 0 ? `${every}: ${parts.join(", ")}` : every;
}

/** "the last Friday": the how many-th of its kind in a month, -1 for the last. */
export function nthWeekday(week: number, weekday: number, locale: string): string {
  return wordsOf(locale).nth(week, weekday, weekdayName(locale, weekday));
}

const wordsOf = (locale: string): Words => (locale.toLowerCase().startsWith("pt") ? portuguese : english);

function daysOf(rule: RecurrenceRule, words: Words, locale: string): string {
  if (rule.frequency === "weekly") {
    const days = [...(rule.week_days ?? [])].sort();
    return days.join() === "1,2,3,4,5" ? words.weekdays : days.map((day) => weekdayName(locale, day)).join(", ");
  }
  if (rule.frequency === "monthly" && rule.monthly_type === "day_of_week") {
    return nthWeekday(rule.monthly_week ?? 1, rule.monthly_weekday ?? 0, locale);
  }
  return "";
}

function endOf({ end_type, end_date, end_count }: RecurrenceRule, words: Words, locale: string): string {
  if (end_type === "on_date" && end_date) {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
    return words.until(format.format(new Date(`${end_date}T00:00:00Z`)));
  }
  return end_type === "after_count" && end_count ? words.times(end_count) : "";
}
