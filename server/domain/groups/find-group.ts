import { and, asc, eq, isNull } from "drizzle-orm";
import { contactInboxes } from "#db/schema/contacts.ts";
import { inboxes } from "#db/schema/inboxes.ts";
import { refused } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { ContactRow } from "../contacts/change-contact.ts";
import { findContactRows, getContactRow } from "../contacts/queries.ts";
import { type ConnectedInbox, findConnectedInbox } from "../inboxes/find-connected-inbox.ts";

/** A group with the inbox through which it is reached: that of its first contact inbox (contract, groups §1). */
export interface OpenGroup {
  contact: ContactRow;
  /** The provider's whole id. */
  jid: string;
  /** `source_id` of the contact inbox. */
  sourceId: string;
  inbox: ConnectedInbox;
}

/**
 * The group that a request names.
 *
 * @throws not_found, refused for a contact that is no group or has no inbox
 */
export async function getGroup(ctx: AccountContext, contactId: number): Promise<OpenGroup> {
  const contact = await getContactRow(ctx, contactId);
  if (contact.groupType !== "group" || !contact.identifier) throw refused("Contact is not a valid group");
  const group = await withInbox(ctx, contact, contact.identifier);
  if (!group) throw refused("This group is in no inbox any more");
  return group;
}

/** Null for a contact that is gone, no group, or in no inbox. */
export async function findGroup(ctx: AccountContext, contactId: number): Promise<OpenGroup | null> {
  const [contact] = await findContactRows(ctx, [contactId]);
  return contact?.groupType === "group" && contact.identifier ? withInbox(ctx, contact, contact.identifier) : null;
}

async function withInbox(ctx: AccountContext, contact: ContactRow, jid: string): Promise<OpenGroup | null> {
  const [link] = await database(ctx)
    .select({ inboxId: contactInboxes.inboxId, sourceId: contactInboxes.sourceId })
    .from(contactInboxes)
    .innerJoin(
      inboxes,
      and(
        eq(inboxes.accountId, contactInboxes.accountId),
        eq(inboxes.id, contactInboxes.inboxId),
        isNull(inboxes.deletedAt),
      ),
    )
    .where(and(eq(contactInboxes.accountId, ctx.accountId), eq(contactInboxes.contactId, contact.id)))
    .orderBy(asc(contactInboxes.id))
    .limit(1);
  const inbox = link && (await findConnectedInbox(ctx, link.inboxId));
  return link && inbox ? { contact, jid, sourceId: link.sourceId, inbox } : null;
}
