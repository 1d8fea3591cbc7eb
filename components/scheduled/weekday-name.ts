/** Name of a day of the week, 0 Sunday to 6. */
export function weekdayName(locale: string, weekday: number, form: "long" | "short" = "long"): string {
  // 4 January 1970 was a Sunday.
  return new Intl.DateTimeFormat(locale, { weekday: form, timeZone: "UTC" }).format(Date.UTC(1970, 0, 4 + weekday));
}
