import { contacts } from "#db/schema/contacts.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { requireVisibleInbox } from "../inboxes/require-visible-inbox.ts";
import { serializeSlimInbox } from "../inboxes/slim-inbox.ts";
import type { ContactRow, ContactValues } from "./change-contact.ts";
import { contactValues, mergedAttributes } from "./contact-values.ts";
import type * as contract from "./contract.ts";
import { ensureContactInbox } from "./ensure-contact-inbox.ts";
import { fetchContactAvatarJob } from "./jobs.ts";
import { serializeAll } from "./list-contacts.ts";
import { withTakenField } from "./taken-field.ts";

type NewContact = Input<typeof contract.createContact>;

/**
 * Creates a contact, and with `inbox_id` its contact inbox (contract, contacts §§2, 7).
 *
 * @throws invalid for values that are wrong or that another contact has, not_found or forbidden for the inbox
 */
export async function createContact(
  ctx: AccountContext,
  input: NewContact,
): Promise<Result<typeof contract.createContact>> {
  authorize(canEditContacts(ctx));
  const values = contactValues(input);
  const inbox = input.inbox_id ? await requireVisibleInbox(ctx, input.inbox_id) : null;
  return withAvatarFile(input.avatar, `accounts/${ctx.accountId}/contacts`, (avatarKey) =>
    transaction(ctx, async (tx) => {
      const row = await insertContact(tx, input, { ...values, avatarKey });
      const link =
        inbox && (await ensureContactInbox(tx, { contactId: row.id, inboxId: inbox.id, sourceId: input.source_id }));
      const [contact] = await serializeAll(tx, [row]);
      return {
        payload: {
          contact: contact as NonNullable<typeof contact>,
          contact_inbox: { inbox: inbox && serializeSlimInbox(inbox), source_id: link?.sourceId ?? null },
        },
      };
    }),
  );
}

async function insertContact(tx: Tx, input: NewContact, values: ContactValues): Promise<ContactRow> {
  const [row] = await withTakenField(() =>
    tx.db
      .insert(contacts)
      .values({
        ...values,
        accountId: tx.accountId,
        avatarUrl: input.avatar_url || null,
        additionalAttributes: mergedAttributes({}, input.additional_attributes),
        customAttributes: mergedAttributes({}, input.custom_attributes),
      })
      .returning(),
  );
  if (!row) throw new Error("The insert of a contact gave no row back");
  tx.emit("contact.created", { contact_id: row.id });
  if (row.avatarUrl) tx.enqueue(fetchContactAvatarJob, { account_id: tx.accountId, contact_id: row.id });
  return row;
}
