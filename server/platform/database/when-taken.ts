import { invalid } from "../app-error.ts";
import { violatedConstraint } from "./violated-constraint.ts";

/**
 * Runs a transaction that writes a value which must be unique. The index decides, so two writers at the same moment get the same
 * answer as one after the other.
 *
 * @param taken  which unique index, and the field on the wire it speaks of with the sentence for the caller
 * @throws invalid when the value is taken
 */
export async function whenTaken<T>(
  taken: { index: string; field: string; sentence: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw violatedConstraint(error) === taken.index ? invalid(taken.field, taken.sentence) : error;
  }
}
