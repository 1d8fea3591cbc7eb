import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import type * as contract from "./contract.ts";
import { serializeAll } from "./list-contacts.ts";
import { contactsMatching, pageOfContacts } from "./queries.ts";

/**
 * Contacts by a part of their name, e-mail, phone number or identifier, anonymous ones too (contract, contacts §2). How many
 * there are in all is not counted; `has_more` tells whether another page follows. A blank text finds nobody.
 */
export async function searchContacts(
  ctx: AccountContext,
  input: Input<typeof contract.searchContacts>,
): Promise<Result<typeof contract.searchContacts>> {
  authorize(canEditContacts(ctx));
  const text = input.q.trim();
  if (!text) return { meta: { count: 0, current_page: String(input.page), has_more: false }, payload: [] };
  const limit = input.per_page;
  const page = { sort: input.sort, offset: (input.page - 1) * limit, limit: limit + 1 };
  const rows = await pageOfContacts(ctx, contactsMatching(ctx, text), page);
  const payload = await serializeAll(ctx, rows.slice(0, limit), input.include_contact_inboxes);
  return { meta: { count: payload.length, current_page: String(input.page), has_more: rows.length > limit }, payload };
}
