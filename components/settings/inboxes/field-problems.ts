import { ApiError } from "../../data/api-error.ts";

/** What is wrong with a field; the sentence for it is in the texts. */
export type FieldProblem = "missing" | "taken" | "wrong";

/** Problems by the key of the field. */
export type FieldProblems = Readonly<Record<string, FieldProblem>>;

/**
 * Which of the form's fields the server complained about, and why: its sentences name the field in words
 * (contract, conventions §4).
 *
 * @param keys  the fields that the form shows
 * @returns nothing when the error is about something else, or also about a field that is not shown
 */
export function fieldProblems(error: unknown, keys: readonly string[]): FieldProblems {
  if (!(error instanceof ApiError) || error.code !== "invalid") return {};
  const named = error.fields.map((field) => field.split(".").at(-1) ?? field);
  if (named.some((key) => !keys.includes(key))) return {};
  return Object.fromEntries(named.map((key) => [key, problemOf(key, error.message)]));
}

export const hasProblems = (problems: FieldProblems): boolean => Object.keys(problems).length > 0;

function problemOf(key: string, message: string): FieldProblem {
  const words = key.replace(/_id$/, "").replaceAll("_", " ");
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  if (message.includes(`${name} has already been taken`)) return "taken";
  return [`${name} can't be blank`, `${name} is required`].some((complaint) => message.includes(complaint))
    ? "missing"
    : "wrong";
}
