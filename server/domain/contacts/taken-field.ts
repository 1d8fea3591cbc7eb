import { invalid } from "../../platform/app-error.ts";
import { violatedConstraint } from "../../platform/database/violated-constraint.ts";

/** Unique indexes of contacts: field and sentence (contract, contacts §1). */
const taken: Record<string, [field: string, sentence: string]> = {
  contacts_email: ["email", "Email has already been taken"],
  contacts_phone_number: ["phone_number", "Phone number has already been taken"],
  contacts_identifier: ["identifier", "Identifier has already been taken"],
};

/**
 * Runs a statement that writes contacts. The index decides, so two writers at the same moment get the same answer as one
 * after the other.
 *
 * @throws invalid naming the field whose value another contact has
 */
export async function withTakenField<T>(write: () => PromiseLike<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const entry = taken[violatedConstraint(error) ?? ""];
    throw entry ? invalid(entry[0], entry[1]) : error;
  }
}
