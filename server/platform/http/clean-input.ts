import { AppError, invalid } from "../app-error.ts";

const DEEPEST = 64;

/**
 * Makes decoded input safe to store: broken surrogate pairs become `�`, and `__proto__` keys go.
 *
 * @throws invalid for a NUL character, which PostgreSQL cannot hold; bad_request for absurd nesting
 */
export function cleanInput(value: unknown, field = "body", depth = 0): unknown {
  if (typeof value === "string") return cleanText(value, field);
  if (typeof value !== "object" || value === null || value instanceof File) return value;
  if (depth > DEEPEST) throw new AppError("bad_request", { public: "The request is nested too deeply" });
  if (Array.isArray(value)) return value.map((item) => cleanInput(item, field, depth + 1));
  const clean: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key !== "__proto__") clean[cleanText(key, key)] = cleanInput(item, depth === 0 ? key : field, depth + 1);
  }
  return clean;
}

function cleanText(text: string, field: string): string {
  if (text.includes("\0"))
    throw invalid(field.replaceAll("\0", ""), `${field.replaceAll("\0", "")} contains a NUL character`);
  return text.isWellFormed() ? text : text.toWellFormed();
}
