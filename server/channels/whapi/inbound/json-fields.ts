import { asRecord, plausibleTime, storableText, visibleName, wholeCount } from "../../json-fields.ts";

/** Text fit for the database. Numbers count as text, an empty string as nothing. */
export function asText(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" ? storableText(value) : undefined;
}

/** A name people can see. */
export const asName = (value: unknown): string | undefined => visibleName(asText(value));

/** A number, also as text. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Whole and not negative. */
export const asCount = (value: unknown): number | undefined => wholeCount(asNumber(value));

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

/**
 * Milliseconds since 1970, or null for what cannot be a time. Messages carry seconds, statuses seconds as text, calls
 * milliseconds: which unit it is follows from the size. Full ISO dates are read as well.
 */
export function asTime(value: unknown): number | null {
  const number = asNumber(value);
  if (number !== undefined) return plausibleTime(number * 1000) ?? plausibleTime(number);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return plausibleTime(Date.parse(value));
  return null;
}
