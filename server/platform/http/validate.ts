import type { z } from "zod";
import { AppError, notFound } from "../app-error.ts";
import type { Input, Operation } from "../contract/operation.ts";
import { cleanInput } from "./clean-input.ts";
import type { Decoded } from "./decode-request.ts";

/**
 * Checks what came in against the operation and merges it: path wins over body, body over query.
 *
 * @throws not_found for a path that names nothing, invalid with the names of the wrong fields
 */
export function validate<O extends Operation>(
  operation: O,
  params: Record<string, unknown>,
  decoded: Decoded,
): Input<O> {
  const path = operation.params ? parsePath(operation.params, params) : {};
  const asked = operation.method === "GET" ? withoutBlanks(decoded.query) : decoded.query;
  const query = operation.query ? parseFields(operation.query, asked) : {};
  const body = operation.body ? parseFields(operation.body, decoded.body ?? {}) : {};
  return Object.assign({}, query, body, path) as Input<O>;
}

/** Clients of lists send every filter they know; one left empty is none. */
const withoutBlanks = (query: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== ""));

function parsePath(schema: z.ZodType, params: Record<string, unknown>): unknown {
  if (Object.values(params).some((value) => typeof value === "string" && value.includes("\0"))) throw notFound("path");
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw notFound("path");
  return parsed.data;
}

/** Checks one object. @throws invalid; `fields` are dotted paths */
export function parseFields(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(cleanInput(value), { error: complaint });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    field: issue.path.map(String).join(".") || "body",
    sentence: `${attributeName(issue.path)} ${issue.message}`,
  }));
  throw new AppError("invalid", {
    public: [...new Set(problems.map((problem) => problem.sentence))].join(", "),
    fields: [...new Set(problems.map((problem) => problem.field))],
  });
}

/** `["contact_id"]` → `Contact`, as the reference writes attribute names in sentences. */
function attributeName(path: PropertyKey[]): string {
  const name = path.filter((part) => typeof part === "string").join(" ") || "body";
  const words = name.replace(/_id$/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The half sentence for a field (contract, conventions §4); a message given in the schema wins over it. */
function complaint(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined || issue.input === null) return "can't be blank";
      return ["number", "int"].includes(issue.expected) ? "is not a number" : "is invalid";
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "too_big":
      return tooBig(issue.origin, Number(issue.maximum));
    case "invalid_value":
      return "is not included in the list";
    default:
      return "is invalid";
  }
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === "number" || origin === "int") return `must be greater than or equal to ${minimum}`;
  return minimum === 1 ? "can't be blank" : `is too short (minimum is ${minimum} characters)`;
}

function tooBig(origin: string, maximum: number): string {
  if (origin === "number" || origin === "int") return `must be less than or equal to ${maximum}`;
  return origin === "string" ? `is too long (maximum is ${maximum} characters)` : `has more than ${maximum} entries`;
}
