import { MAX_CONTENT } from "./contract.ts";

/**
 * Text as it can be stored: without NUL (PostgreSQL has none in text) and lone surrogates (no valid UTF-8), and no longer
 * than the contract allows. A customer's message is shortened rather than lost; the raw body keeps all of it.
 */
export function cleanText(text: string): string {
  const storable = text.replaceAll("\0", "").toWellFormed();
  return storable.length > MAX_CONTENT ? storable.slice(0, MAX_CONTENT).toWellFormed() : storable;
}

/** The same for every string inside structured content. */
export function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleanValue(item)]));
  }
  return value;
}
