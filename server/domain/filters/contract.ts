import { z } from "zod";

/** More rows than anybody clicks together, fewer than would hurt. */
const MAX_ROWS = 500;

/** Missing counts as empty: no key and no operator has that name. */
const word = z.preprocess((value) => value ?? "", z.string().max(255));

/**
 * One row of a filter (contract, conversations §3). Which keys, operators and values are fine depends on what is filtered,
 * so only the shape is checked here; `filterCondition` refuses the rest by name.
 */
export const filterRow = z.object({
  attribute_key: word,
  filter_operator: word,
  values: z.unknown().optional(),
  /** Joins this row with the next one. */
  query_operator: z.string().max(255).nullish(),
  custom_attribute_type: z.string().max(255).nullish(),
  attribute_model: z.string().max(255).nullish(),
});
export type FilterRow = z.infer<typeof filterRow>;

/** The rows of a filter; none lets everything through. */
export const filterRows = z.array(filterRow).max(MAX_ROWS);
