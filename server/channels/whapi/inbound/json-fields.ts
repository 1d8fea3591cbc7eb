export type Json = Record<string, unknown>;

/** A member of the object itself: names such as `constructor` must not reach the prototype. */
export const own = (record: Json, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);

export const asRecord = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

/** Text fit for the database: without U+0000 and lone surrogates. Numbers count as text, an empty string as nothing. */
export function asText(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return undefined;
  return value.replaceAll("\u0000", "").toWellFormed() || undefined;
}

/** A name people can see: one made of invisible characters only is none. */
export function asName(value: unknown): string | undefined {
  const name = asText(value)?.trim();
  return name && /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) ? name.slice(0, 255).toWellFormed() : undefined;
}

export function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
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

/**
 * The elements of a list. An object of objects (`{"0": {…}}`, as some serialisers write lists) is read as one; null and
 * a missing list are empty.
 *
 * @returns undefined when the value is nothing that could be a list
 */
export function asList(value: unknown): unknown[] | undefined {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  const record = asRecord(value);
  if (!record) return undefined;
  const elements = Object.values(record);
  return elements.every(asRecord) ? elements : undefined;
}

const EARLIEST = Date.UTC(2009, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const plausible = (time: number): number | null => (time >= EARLIEST && time < LATEST ? Math.round(time) : null);

/**
 * Milliseconds since 1970, or null for what cannot be a time. Messages carry seconds, statuses seconds as text, calls
 * milliseconds: which unit it is follows from the size. Full ISO dates are read as well.
 */
export function asTime(value: unknown): number | null {
  const number = asNumber(value);
  if (number !== undefined) return plausible(number * 1000) ?? plausible(number);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return plausible(Date.parse(value));
  return null;
}

/** A copy that is safe to store and to show: at most eight levels, 100 members each, texts up to 2,000 characters. */
export function excerpt(value: unknown, depth = 8): unknown {
  if (typeof value === "string") return asText(value.slice(0, 2000)) ?? "";
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, 100).map((element) => excerpt(element, depth - 1));
  const members = Object.entries(value).slice(0, 100);
  return Object.fromEntries(
    members.map(([key, member]) => [asText(key.slice(0, 200)) ?? "", excerpt(member, depth - 1)]),
  );
}

/** Drops members that are undefined, so that events compare and serialise without them. */
export const compact = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
