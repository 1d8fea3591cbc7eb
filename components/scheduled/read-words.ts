import { casual, GB } from "chrono-node/en";
import { readLocalTime } from "../inbox/thread/header/zoned-time.ts";

const DEFAULT_HOUR = 9;

/** Portuguese words in the order in which they are replaced: longer ones first. */
const portuguese: readonly [RegExp, string][] = [
  [/depois de amanh[ãa]/g, "in 2 days"],
  [/amanh[ãa]/g, "tomorrow"],
  [/hoje [àa] noite/g, "today at 20:00"],
  [/(?:\b(?:ao|de) )?\bmeio[- ]dia e meia\b/g, "at 12:30"],
  [/(?:\b(?:ao|de) )?\bmeio[- ]dia\b/g, "at 12:00"],
  [/(?:(?:^|\s)(?:[àa]|de) )?\bmeia[- ]noite\b/g, " at 0:00"],
  [/\bsemana que vem\b/g, "in 7 days"],
  [/\bpr[óo]xima semana\b/g, "in 7 days"],
  [/\bm[êe]s que vem\b/g, "in 1 month"],
  [/\bhoje\b/g, "today"],
  [/\b(?:daqui a|dentro de|em)\s+(?=\d|um|uma|dois|duas|meia)/g, "in "],
  [/\bmeia hora\b/g, "30 minutes"],
  [/\b(?:um|uma)\b(?=\s+(?:hora|dia|semana|m[êe]s|minuto))/g, "1"],
  [/\b(?:dois|duas)\b/g, "2"],
  [/\bminutos?\b/g, "minutes"],
  [/\bsegundos\b/g, "seconds"],
  [/\bhoras?\b/g, "hours"],
  [/\bdias?\b/g, "days"],
  [/\bsemanas?\b/g, "weeks"],
  [/\bm[êe]s(?:es)?\b/g, "months"],
  [/\bsegunda(?:-feira)?\b/g, "monday"],
  [/\bter[çc]a(?:-feira)?\b/g, "tuesday"],
  [/\bquarta(?:-feira)?\b/g, "wednesday"],
  [/\bquinta(?:-feira)?\b/g, "thursday"],
  [/\bsexta(?:-feira)?\b/g, "friday"],
  [/\bs[áa]bado\b/g, "saturday"],
  [/\bdomingo\b/g, "sunday"],
  [/(monday|tuesday|wednesday|thursday|friday|saturday|sunday) que vem/g, "next $1"],
  [/\bpr[óo]xim[oa]\b/g, "next"],
  [/\b(?:de|da|pela) manh[ãa]/g, "at 9:00"],
  [/(?:^|\s)(?:[àa]|de|da|pela) tarde/g, " at 15:00"],
  [/(?:^|\s)(?:[àa]|de|da|pela) noite/g, " at 20:00"],
  [/\bjaneiro\b/g, "january"],
  [/\bfevereiro\b/g, "february"],
  [/\bmar[çc]o\b/g, "march"],
  [/\babril\b/g, "april"],
  [/\bmaio\b/g, "may"],
  [/\bjunho\b/g, "june"],
  [/\bjulho\b/g, "july"],
  [/\bagosto\b/g, "august"],
  [/\bsetembro\b/g, "september"],
  [/\boutubro\b/g, "october"],
  [/\bnovembro\b/g, "november"],
  [/\bdezembro\b/g, "december"],
  [/(\d)\s+de\s+(?=[a-z])/g, "$1 "],
  [/(?:^|\s)[àa]s?\s+(?=\d)/g, " at "],
  [/\bat at\b/g, "at"],
];

/** `9h`, `9h30`, `14 h` as clocks write them. */
const hourMark = /\b(\d{1,2})\s?h(?:(\d{2})\b|\b(?!\w))/g;

/** `3 da tarde`, `8h30 da noite`: the hours after noon. */
const afternoon = /\b(\d{1,2})(?:\s?(?:h|:)(\d{2})?)?(?: horas)? da (?:tarde|noite)\b/g;

/** `dia 25`, when no month follows. */
const dayOfMonth = /\bdia (\d{1,2})\b(?!\s*(?:\/|de\s))/g;

/** The next 25th, as a date in English. */
function nextOfThatNumber(day: number, now: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" });
  const today = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  for (let ahead = 0; ahead < 3; ahead++) {
    const date = new Date(Date.UTC(today.year ?? 0, (today.month ?? 1) - 1 + ahead, day));
    const isOfThatMonth = date.getUTCDate() === day;
    if (isOfThatMonth && (ahead > 0 || day >= (today.day ?? 0)))
      return date.toLocaleDateString("en-US", { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });
  }
  return `dia ${day}`;
}

/**
 * Reads a time in plain English or Portuguese: "friday 10am", "in 2 hours", "amanhã 9h", "segunda que vem às 14:30". A day without a time
 * means nine in the morning.
 *
 * @param zone  whose clock the words mean
 * @param locale  decides which of two numbers is the month
 * @returns milliseconds since 1970; null when there is no time in the words
 */
export function readWords(
  words: string,
  { now, zone, locale }: { now: number; zone: string; locale: string },
): number | null {
  const isPortuguese = locale.toLowerCase().startsWith("pt");
  let text = words.trim().toLowerCase();
  text = text.replace(afternoon, (_match, hours: string, minutes = "00") => `${hours}:${minutes} pm`);
  text = text.replace(dayOfMonth, (_match, day: string) => nextOfThatNumber(Number(day), now, zone));
  for (const [pattern, replacement] of portuguese) text = text.replace(pattern, replacement);
  text = text.replace(hourMark, (_match, hours: string, minutes = "00") => `${hours}:${minutes}`);
  const timezone = offsetMinutes(zone, now);
  const [found] = (isPortuguese ? GB : casual).parse(text, { instant: new Date(now), timezone }, { forwardDate: true });
  if (!found) return null;
  const { start } = found;
  // From now on by so much: no clock is meant.
  if (/\b(?:in|from now|later)\b.*\b(?:second|minute|hour|min|sec)/.test(found.text)) return start.date().getTime();
  const isBare = !start.isCertain("hour") && start.get("hour") === 12;
  const hour = isBare ? DEFAULT_HOUR : (start.get("hour") ?? DEFAULT_HOUR);
  const minute = isBare ? 0 : (start.get("minute") ?? 0);
  const on = (days: number, years = 0) => {
    const day = new Date(
      Date.UTC((start.get("year") ?? 0) + years, (start.get("month") ?? 1) - 1, (start.get("day") ?? 1) + days),
    );
    return readLocalTime(`${day.toISOString().slice(0, 10)}T${pad(hour)}:${pad(minute)}`, zone);
  };
  const at = on(0);
  if (at === null || at > now) return at;
  // What has just passed means the next one; a day that was named with its year, or "today", stays what it is.
  if (start.isCertain("weekday") && !start.isCertain("day")) return on(7);
  if (start.isCertain("day")) return start.isCertain("year") || isToday.test(text) ? at : on(0, 1);
  return on(1);
}

const isToday = /\b(?:today|tonight|yesterday|ontem|last|ago)\b/;

const pad = (value: number): string => String(value).padStart(2, "0");

/** Difference to UTC of a zone at an instant. */
function offsetMinutes(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
