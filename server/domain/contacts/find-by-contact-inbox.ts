import { and, eq } from "drizzle-orm";
import { contactInboxes } from "#db/schema/contacts.ts";
import { AppError } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { requireVisibleInbox } from "../inboxes/require-visible-inbox.ts";
import type * as contract from "./contract/details.ts";
import { serializeAll } from "./list-contacts.ts";
import { getContactRow } from "./queries.ts";

/** The contact with a source id in an inbox (contract, contacts §2). @throws not_found, forbidden for the inbox */
export async function findByContactInbox(
  ctx: AccountContext,
  input: Input<typeof contract.findByContactInbox>,
): Promise<Result<typeof contract.findByContactInbox>> {
  authorize(canEditContacts(ctx));
  const inbox = await requireVisibleInbox(ctx, input.inbox_id);
  const [row] = await database(ctx)
    .select({ contactId: contactInboxes.contactId })
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.accountId, ctx.accountId),
        eq(contactInboxes.inboxId, inbox.id),
        eq(contactInboxes.sourceId, input.source_id),
      ),
    );
  if (!row) throw new AppError("not_found", { internal: `contact inbox ${input.source_id}`, isBodiless: true });
  const [contact] = await serializeAll(ctx, [await getContactRow(ctx, row.contactId)]);
  return contact as NonNullable<typeof contact>;
}
