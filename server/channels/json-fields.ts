export type Json = Record<string, unknown>;

/** A member of the object itself: names such as `constructor` must not reach the prototype. */
export const own = (record: Json | undefined, key: string): unknown =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

/** An object, and no list. */
export const asRecord = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

/** Text fit for the database, without U+0000 and lone surrogates; an empty one is nothing. */
export const storableText = (text: string): string | undefined =>
  text.replaceAll("\u0000", "").toWellFormed() || undefined;

/** A name people can see: one made of invisible characters only is none. */
export function visibleName(text: string | undefined): string | undefined {
  const name = text?.trim();
  return name && /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) ? name.slice(0, 255).toWellFormed() : undefined;
}

/** Whole and not negative: sizes, widths, counts. */
export const wholeCount = (number: number | undefined): number | undefined =>
  number !== undefined && number >= 0 && number <= Number.MAX_SAFE_INTEGER ? Math.round(number) : undefined;

const yes: unknown[] = [true, "true", 1, "1"];
const no: unknown[] = [false, "false", 0, "0"];

/** Yes or no, also as a text or a number. */
export const asFlag = (value: unknown): boolean | undefined =>
  yes.includes(value) ? true : no.includes(value) ? false : undefined;

const EARLIEST = Date.UTC(2009, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Milliseconds since 1970 that can be the time of a message; null for others. */
export const plausibleTime = (time: number): number | null =>
  time >= EARLIEST && time < LATEST ? Math.round(time) : null;

/** A copy that is safe to store and to show: at most eight levels, 100 members each, texts up to 2,000 characters. */
export function excerpt(value: unknown, depth = 8): unknown {
  if (typeof value === "string") return storableText(value.slice(0, 2000)) ?? "";
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, 100).map((element) => excerpt(element, depth - 1));
  const members = Object.entries(value).slice(0, 100);
  return Object.fromEntries(
    members.map(([key, member]) => [storableText(key.slice(0, 200)) ?? "", excerpt(member, depth - 1)]),
  );
}

/** Drops members that are undefined, so that events compare and serialise without them. */
export const compact = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
