import type { z } from "zod";

/** The query as the endpoint would read it, with what is left out. */
export function asked<Query>(operation: { query?: z.ZodType<Query> }, query: Record<string, unknown>): Query {
  if (!operation.query) throw new Error("This operation has no query");
  return operation.query.parse(query);
}
