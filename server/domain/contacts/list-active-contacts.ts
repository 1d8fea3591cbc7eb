import { and, eq, inArray } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import type * as contract from "./contract/lists.ts";
import { serializeAll } from "./list-contacts.ts";
import { onlineContactIds } from "./presence.ts";
import { countContacts, pageOfContacts } from "./queries.ts";

/** Contacts who have a page with the chat open now, 15 to a page (contract, contacts §2). */
export async function listActiveContacts(
  ctx: AccountContext,
  input: Input<typeof contract.listActiveContacts>,
): Promise<Result<typeof contract.listActiveContacts>> {
  authorize(canEditContacts(ctx));
  const ids = onlineContactIds(ctx.accountId);
  const where = and(eq(contacts.accountId, ctx.accountId), inArray(contacts.id, ids));
  const limit = input.per_page;
  const rows = await pageOfContacts(ctx, where, { sort: input.sort, offset: (input.page - 1) * limit, limit });
  return {
    meta: { count: await countContacts(ctx, where, "active"), current_page: String(input.page) },
    payload: await serializeAll(ctx, rows, input.include_contact_inboxes),
  };
}
