import type { AccountContext } from "../../platform/context.ts";
import type { Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { changeContact } from "./change-contact.ts";
import type * as contract from "./contract/details.ts";
import { deleteFilesJob } from "./jobs.ts";
import { serializeAll } from "./list-contacts.ts";

/** Removes a contact's picture; removing none is no error. @throws not_found */
export async function deleteContactAvatar(
  ctx: AccountContext,
  input: { id: number },
): Promise<Result<typeof contract.deleteContactAvatar>> {
  authorize(canEditContacts(ctx));
  return transaction(ctx, async (tx) => {
    const row = await changeContact(tx, input.id, ({ avatarKey }) => {
      if (avatarKey) tx.enqueue(deleteFilesJob, { keys: [avatarKey] }, { priority: 10 });
      return { avatarKey: null, avatarUrl: null };
    });
    const [contact] = await serializeAll(tx, [row]);
    return { payload: contact as NonNullable<typeof contact> };
  });
}
