import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import type * as contract from "./contract.ts";
import { serializeAll } from "./list-contacts.ts";
import { getContactRow } from "./queries.ts";

/** One contact, anonymous or not. @throws not_found */
export async function getContact(
  ctx: AccountContext,
  input: Input<typeof contract.getContact>,
): Promise<Result<typeof contract.getContact>> {
  authorize(canEditContacts(ctx));
  const [payload] = await serializeAll(ctx, [await getContactRow(ctx, input.id)], input.include_contact_inboxes);
  return { payload: payload as NonNullable<typeof payload> };
}
