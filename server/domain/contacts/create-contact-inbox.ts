import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { requireVisibleInbox } from "../inboxes/require-visible-inbox.ts";
import { serializeSlimInbox } from "../inboxes/slim-inbox.ts";
import type * as contract from "./contract/details.ts";
import { ensureContactInbox } from "./ensure-contact-inbox.ts";

/**
 * Gives a contact a place in an inbox, or returns the one it has (contract, contacts §7).
 *
 * @throws not_found, forbidden for an inbox the caller may not see, and what `ensureContactInbox` throws
 */
export async function createContactInbox(
  ctx: AccountContext,
  input: Input<typeof contract.createContactInbox>,
): Promise<Result<typeof contract.createContactInbox>> {
  authorize(canEditContacts(ctx));
  const inbox = await requireVisibleInbox(ctx, input.inbox_id);
  const row = await transaction(ctx, (tx) =>
    ensureContactInbox(tx, {
      contactId: input.id,
      inboxId: inbox.id,
      sourceId: input.source_id,
      hmacVerified: input.hmac_verified ?? false,
    }),
  );
  return { source_id: row.sourceId, inbox: serializeSlimInbox(inbox) };
}
