/** Deeper than any provider nests what it means, and far from where copying and writing a value overruns the stack. */
const MOST_LEVELS = 200;

/**
 * A copy of parsed JSON that PostgreSQL takes as `jsonb` and that can be written as text: strings and names without U+0000 and lone
 * surrogates, and null for what is nested more than 200 levels deep.
 */
export function storableJson(value: unknown, levels = MOST_LEVELS): unknown {
  if (typeof value === "string") return storable(value);
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((item) => storableJson(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [storable(name), storableJson(item, levels - 1)]),
  );
}

const storable = (text: string): string => text.replaceAll("\0", "").toWellFormed();
