import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { changeContact } from "./change-contact.ts";
import type * as contract from "./contract/details.ts";
import { serializeAll } from "./list-contacts.ts";

/** Takes the named custom attributes from a contact; those it does not have are none (contract, contacts §2). @throws not_found */
export async function destroyCustomAttributes(
  ctx: AccountContext,
  input: Input<typeof contract.destroyCustomAttributes>,
): Promise<Result<typeof contract.destroyCustomAttributes>> {
  authorize(canEditContacts(ctx));
  const { custom_attributes: given } = input;
  const keys = new Set(Array.isArray(given) ? given : Object.keys(given));
  return transaction(ctx, async (tx) => {
    const row = await changeContact(tx, input.id, ({ customAttributes }) => ({
      customAttributes: Object.fromEntries(Object.entries(customAttributes).filter(([key]) => !keys.has(key))),
    }));
    const [contact] = await serializeAll(tx, [row]);
    return { payload: contact as NonNullable<typeof contact> };
  });
}
