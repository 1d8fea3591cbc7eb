import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { type ContactRow, type ContactValues, changeContact } from "./change-contact.ts";
import { contactValues, mergedAttributes } from "./contact-values.ts";
import type * as contract from "./contract.ts";
import { fetchContactAvatarJob } from "./jobs.ts";
import { serializeAll } from "./list-contacts.ts";

/**
 * Changes the given fields of a contact; attributes are merged key by key (contract, contacts §2).
 *
 * @throws not_found, invalid for values that are wrong or that another contact has
 */
export async function updateContact(
  ctx: AccountContext,
  input: Input<typeof contract.updateContact>,
): Promise<Result<typeof contract.updateContact>> {
  authorize(canEditContacts(ctx));
  const values = contactValues(input);
  const folder = `accounts/${ctx.accountId}/contacts/${input.id}`;
  return withAvatarFile(input.avatar, folder, async (avatarKey) => {
    let before: ContactRow | undefined;
    const payload = await transaction(ctx, async (tx) => {
      const row = await changeContact(tx, input.id, (stored) => {
        before = stored;
        return { ...values, ...avatarValues(input, avatarKey), ...attributeValues(stored, input) };
      });
      if (input.avatar_url && (avatarKey === null || input.avatar_url !== before?.avatarUrl)) {
        tx.enqueue(fetchContactAvatarJob, { account_id: tx.accountId, contact_id: row.id });
      }
      const [contact] = await serializeAll(tx, [row]);
      return contact as NonNullable<typeof contact>;
    });
    if (avatarKey !== undefined && before?.avatarKey) await runtime().storage.delete(before.avatarKey);
    return { payload };
  });
}

type Given = Input<typeof contract.updateContact>;

const avatarValues = (input: Given, avatarKey: string | null | undefined): ContactValues => ({
  ...(avatarKey !== undefined && { avatarKey }),
  // The same address may come again and must then be fetched again.
  ...(avatarKey === null && { avatarUrl: null }),
  ...(input.avatar_url && { avatarUrl: input.avatar_url }),
});

const attributeValues = (stored: ContactRow, input: Given): ContactValues => ({
  additionalAttributes: mergedAttributes(stored.additionalAttributes, input.additional_attributes),
  customAttributes: mergedAttributes(stored.customAttributes, input.custom_attributes),
});
