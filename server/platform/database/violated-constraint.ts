/** Name of the unique index or constraint that refused a row, also when Drizzle wrapped the error. */
export function violatedConstraint(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const {
    code,
    constraint_name: name,
    cause,
  } = error as { code?: unknown; constraint_name?: unknown; cause?: unknown };
  if (code === "23505" && typeof name === "string") return name;
  return violatedConstraint(cause);
}
