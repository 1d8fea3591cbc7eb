import { asRecord, type Json, own, plausibleTime, storableText, visibleName, wholeCount } from "../../json-fields.ts";

/** A member that is an object, or an empty one. */
export const member = (record: Json | undefined, key: string): Json => asRecord(own(record, key)) ?? {};

/** A list, or an empty one. */
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Text fit for the database. Anything but a text, and an empty one, is nothing. */
export const asText = (value: unknown): string | undefined =>
  typeof value === "string" ? storableText(value) : undefined;

/** A name people can see. */
export const asName = (value: unknown): string | undefined => visibleName(asText(value));

/** A number, also as text: 64-bit numbers come so. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Whole and not negative. */
export const asCount = (value: unknown): number | undefined => wholeCount(asNumber(value));

/** Milliseconds since 1970 of seconds or milliseconds, number or text; null for what cannot be a time. */
export function asTime(value: unknown): number | null {
  const number = asNumber(value);
  return number === undefined ? null : (plausibleTime(number * 1000) ?? plausibleTime(number));
}

/** The object, or nothing when it has no members. */
export const unlessEmpty = <T extends object>(record: T): T | undefined =>
  Object.keys(record).length > 0 ? record : undefined;
