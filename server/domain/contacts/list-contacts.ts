import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import type { ContactRow } from "./change-contact.ts";
import type * as contract from "./contract.ts";
import { contactInboxesOf, countContacts, listedContacts, pageOfContacts } from "./queries.ts";
import { serializeContact } from "./serialize.ts";

/** Contacts with an e-mail, phone number or identifier, 15 to a page (contract, contacts §2). */
export async function listContacts(
  ctx: AccountContext,
  input: Input<typeof contract.listContacts>,
): Promise<Result<typeof contract.listContacts>> {
  authorize(canEditContacts(ctx));
  const where = listedContacts(ctx, input.labels ?? []);
  const limit = input.per_page;
  const [rows, count] = await Promise.all([
    pageOfContacts(ctx, where, { sort: input.sort, offset: (input.page - 1) * limit, limit }),
    countContacts(ctx, where, JSON.stringify(input.labels ?? [])),
  ]);
  return {
    meta: { count, current_page: String(input.page) },
    payload: await serializeAll(ctx, rows, input.include_contact_inboxes),
  };
}

/** Contacts of a list, with their contact inboxes unless they are not wanted: one statement for all. */
export async function serializeAll(ctx: AccountContext, rows: ContactRow[], withInboxes = true) {
  const inboxes = withInboxes
    ? await contactInboxesOf(
        ctx,
        rows.map((row) => row.id),
      )
    : undefined;
  return rows.map((row) => serializeContact(row, inboxes?.get(row.id)));
}
