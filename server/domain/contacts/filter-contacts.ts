import { and } from "drizzle-orm";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { asDrizzle } from "../filters/condition.ts";
import { contactFilter } from "../filters/contact-filter.ts";
import { filterCondition } from "../filters/filter-condition.ts";
import type * as contract from "./contract/lists.ts";
import { serializeAll } from "./list-contacts.ts";
import { countContacts, listedContacts, pageOfContacts } from "./queries.ts";

/**
 * Contacts that lists show and the rows of a filter let through, 15 to a page (contract, contacts §3).
 *
 * @throws refused for rows that make no condition, bad_request for an unknown order
 */
export async function filterContacts(
  ctx: AccountContext,
  input: Input<typeof contract.filterContacts>,
): Promise<Result<typeof contract.filterContacts>> {
  authorize(canEditContacts(ctx));
  const condition = await filterCondition(ctx, contactFilter, input.payload);
  const where = and(listedContacts(ctx, []), asDrizzle(condition));
  const limit = input.per_page;
  const [rows, count] = await Promise.all([
    pageOfContacts(ctx, where, { sort: input.sort, offset: (input.page - 1) * limit, limit }),
    countContacts(ctx, where, JSON.stringify(input.payload)),
  ]);
  return {
    meta: { count, current_page: String(input.page) },
    payload: await serializeAll(ctx, rows, input.include_contact_inboxes),
  };
}
