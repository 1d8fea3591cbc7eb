import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import type * as contract from "./contract/merge.ts";
import { serializeAll } from "./list-contacts.ts";
import { mergeContacts } from "./merge-contacts.ts";

/**
 * Makes one contact of two that a person says are one (contract, contacts §4). The same contact twice changes nothing.
 *
 * @returns the base
 * @throws not_found for either, refused for groups
 */
export async function mergeTwoContacts(
  ctx: AccountContext,
  input: Input<typeof contract.mergeContacts>,
): Promise<Result<typeof contract.mergeContacts>> {
  authorize(canEditContacts(ctx));
  return transaction(ctx, async (tx) => {
    const row = await mergeContacts(tx, { base: input.base_contact_id, mergee: input.mergee_contact_id });
    const [contact] = await serializeAll(tx, [row]);
    return contact as NonNullable<typeof contact>;
  });
}
