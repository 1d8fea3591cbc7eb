import { refused } from "../../platform/app-error.ts";
import type { FilterAttribute } from "./filter-target.ts";

const MAX_VALUES = 1000;
const MAX_LENGTH = 5000;

/** Longest run of days that PostgreSQL can go back from today. */
const MAX_DAYS = 1_000_000;

/** @throws refused: the sentence names the attribute */
export const badValues = (key: string) => refused(`Invalid value. The values provided for ${key} are invalid`);

/**
 * The values of a row as texts: JSON numbers, flags and texts are all the same to us, one value needs no list.
 *
 * @throws refused for none, for anything nested, and for absurdly many or long ones
 */
export function readTexts(key: string, given: unknown): string[] {
  const list = Array.isArray(given) ? given : [given];
  if (list.length === 0 || list.length > MAX_VALUES) throw badValues(key);
  return list.map((value) => {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") throw badValues(key);
    const text = String(value);
    if (text.length > MAX_LENGTH || text.includes("\0")) throw badValues(key);
    return text.toWellFormed();
  });
}

/**
 * Values in the form in which they are stored and compared.
 *
 * @throws refused for a value that an attribute of this type cannot have
 */
export function readStored(key: string, attribute: FilterAttribute, texts: string[]): string[] {
  return texts.flatMap((text) => {
    const stored = storedForm(attribute, text);
    if (stored === null) throw badValues(key);
    return stored;
  });
}

const yes = ["true", "t", "1", "yes", "on"];
const no = ["false", "f", "0", "no", "off"];

function storedForm(attribute: FilterAttribute, text: string): string | string[] | null {
  switch (attribute.type) {
    case "text":
      return attribute.normalise?.(text) ?? text;
    case "labels":
      return text;
    case "choice":
      if (text === attribute.all) return Object.values(attribute.choices);
      return Object.hasOwn(attribute.choices, text) ? (attribute.choices[text] as string) : null;
    case "id":
      return /^\d{1,15}$/.test(text.trim()) ? text.trim() : null;
    case "number":
      return /^[+-]?\d{1,40}(\.\d{1,40})?$/.test(text.trim()) ? text.trim() : null;
    case "flag":
      return yes.includes(text.toLowerCase()) ? "true" : no.includes(text.toLowerCase()) ? "false" : null;
    default:
      return readDate(text);
  }
}

/** The day of `2025-06-17` or `2025-06-17T14:05:28Z`; null for what is none. */
export function readDate(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/s.exec(text.trim())?.[1];
  if (!day || day < "0001-01-01") return null;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

/** A number of days back; null for what is none. */
export function readDays(text: string): number | null {
  const days = /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return days <= MAX_DAYS ? days : null;
}
