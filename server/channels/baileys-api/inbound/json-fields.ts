export type Json = Record<string, unknown>;

/** A member of the object itself: names such as `constructor` must not reach the prototype. */
export const own = (record: Json | undefined, key: string): unknown =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

export const asRecord = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

/** A member that is an object, or an empty one. */
export const member = (record: Json | undefined, key: string): Json => asRecord(own(record, key)) ?? {};

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Text fit for the database: without U+0000 and lone surrogates. Anything but a text, and an empty one, is nothing. */
export function asText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.replaceAll("\u0000", "").toWellFormed() || undefined;
}

/** A name people can see: one made of invisible characters only is none. */
export function asName(value: unknown): string | undefined {
  const name = asText(value)?.trim();
  return name && /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) ? name.slice(0, 255).toWellFormed() : undefined;
}

/** A number, also as text: 64-bit numbers come so. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Whole and not negative: sizes, widths, counts. */
export function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && number >= 0 && number <= Number.MAX_SAFE_INTEGER ? Math.round(number) : undefined;
}

const yes: unknown[] = [true, "true", 1, "1"];
const no: unknown[] = [false, "false", 0, "0"];

/** Yes or no, also as a text or a number. */
export const asFlag = (value: unknown): boolean | undefined =>
  yes.includes(value) ? true : no.includes(value) ? false : undefined;

const EARLIEST = Date.UTC(2009, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const plausible = (time: number): number | null => (time >= EARLIEST && time < LATEST ? Math.round(time) : null);

/** Milliseconds since 1970 of seconds or milliseconds, number or text; null for what cannot be a time. */
export function asTime(value: unknown): number | null {
  const number = asNumber(value);
  return number === undefined ? null : (plausible(number * 1000) ?? plausible(number));
}

/** A copy that is safe to store and to show: at most eight levels, 100 members each, texts up to 2,000 characters. */
export function excerpt(value: unknown, depth = 8): unknown {
  if (typeof value === "string") return asText(value.slice(0, 2000)) ?? "";
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, 100).map((element) => excerpt(element, depth - 1));
  const members = Object.entries(value).slice(0, 100);
  return Object.fromEntries(
    members.map(([key, inner]) => [asText(key.slice(0, 200)) ?? "", excerpt(inner, depth - 1)]),
  );
}

/** Drops members that are undefined, so that events compare and serialise without them. */
export const compact = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** The object, or nothing when it has no members. */
export const unlessEmpty = <T extends object>(record: T): T | undefined =>
  Object.keys(record).length > 0 ? record : undefined;
