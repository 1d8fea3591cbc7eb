import { DrizzleQueryError } from "drizzle-orm";

/** What went wrong, in one line for operators. Drizzle's own message is the statement; what is wrong says its cause. */
export function reasonOf(error: unknown): string {
  if (error instanceof DrizzleQueryError && error.cause) return reasonOf(error.cause);
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n", 1)[0] || "failed";
}
