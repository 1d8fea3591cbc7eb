import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { changeContact } from "./change-contact.ts";
import type * as contract from "./contract/details.ts";
import { getContactRow } from "./queries.ts";

/** The labels of a contact. @throws not_found */
export async function getContactLabels(ctx: AccountContext, input: { id: number }): Promise<{ payload: string[] }> {
  authorize(canEditContacts(ctx));
  return { payload: (await getContactRow(ctx, input.id)).labels };
}

/** Replaces the labels; they need not exist as labels of the account. Blank ones and repeats are dropped. @throws not_found */
export async function setContactLabels(
  ctx: AccountContext,
  input: Input<typeof contract.setContactLabels>,
): Promise<{ payload: string[] }> {
  authorize(canEditContacts(ctx));
  const labels = [...new Set((input.labels ?? []).map((label) => label.trim()).filter(Boolean))];
  const row = await transaction(ctx, (tx) => changeContact(tx, input.id, () => ({ labels })));
  return { payload: row.labels };
}
