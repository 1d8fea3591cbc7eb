import { z } from "zod";
import type { Operation } from "../../contract/operation.ts";

export interface BrokenBody {
  /** What is wrong with it. */
  field: string;
  body: Record<string, unknown>;
}

const values: unknown[] = [{ x: {} }, [], [{}], "x", -1, 1.5, "x".repeat(200_000)];

/**
 * Bodies that the operation's contract refuses: for each field the first value that cannot be, and none at all where it is needed.
 *
 * @param good  a body that would succeed
 */
export function brokenBodies({ body: schema }: Operation, good: unknown): BrokenBody[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const start = typeof good === "object" && good !== null && !(good instanceof FormData) ? { ...good } : {};
  return Object.keys(schema.shape).flatMap((field) => {
    const without: Record<string, unknown> = { ...start };
    delete without[field];
    const bodies = [without, ...values.map((value) => ({ ...start, [field]: value }))];
    const broken = bodies.find((body) => isWrong(schema, body, field));
    return broken ? [{ field, body: broken }] : [];
  });
}

function isWrong(schema: z.ZodType, body: unknown, field: string): boolean {
  const { error } = schema.safeParse(body);
  return error?.issues.every((issue) => issue.path[0] === field) ?? false;
}
