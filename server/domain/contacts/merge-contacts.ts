import { and, eq, inArray, sql } from "drizzle-orm";
import { contactNotes } from "#db/schema/contact-notes.ts";
import { contactInboxes, contacts } from "#db/schema/contacts.ts";
import { notFound, refused } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { handOverConversations } from "../conversations/hand-over-conversations.ts";
import { handOverMemberships } from "../groups/hand-over-memberships.ts";
import { handOverMessages } from "../messages/hand-over-messages.ts";
import { handOverRatings } from "../reports/ratings/hand-over-ratings.ts";
import type { ContactRow } from "./change-contact.ts";
import { handOverJoinRequests } from "./hand-over-join-requests.ts";
import { deleteFilesJob } from "./jobs.ts";
import { mergedValues } from "./merged-values.ts";

interface Merge {
  /** The contact that stays. */
  base: number;
  /** The contact that goes. */
  mergee: number;
  /** A provider said that both are one person: a name replaces a number (contract, groups §1). */
  isLinkUp?: boolean;
}

/**
 * Makes one contact of two: conversations, messages, reactions, receipts, ratings, memberships, notes and contact inboxes of the
 * mergee become the base's, whose own values win over the mergee's (contract, contacts §4). Both contacts are locked, so
 * nothing can be attached to the mergee that would go with it.
 *
 * @returns the base as it is now
 * @throws not_found for either, refused for groups
 */
export async function mergeContacts(tx: Tx, { base, mergee, isLinkUp = false }: Merge): Promise<ContactRow> {
  await lockContactInboxes(tx, [base, mergee]);
  const rows = await lockContacts(tx, [base, mergee]);
  const kept = rows.find((row) => row.id === base);
  const gone = rows.find((row) => row.id === mergee);
  if (!kept || !gone) throw notFound(`contacts ${base} and ${mergee}`);
  if (kept.id === gone.id) return kept;
  if (kept.groupType === "group" || gone.groupType === "group") throw refused("Groups cannot be merged");
  // Once more: one may have been made before the contacts were locked, and none can be made now.
  await lockContactInboxes(tx, [base, mergee]);
  const move = { from: gone.id, to: kept.id };
  const conversationIds = await handOverConversations(tx, move);
  await handOverMessages(tx, move, conversationIds);
  await handOverRatings(tx, move, conversationIds);
  await handOverMemberships(tx, move);
  await handOverJoinRequests(tx, move);
  await handOverRows(tx, move);
  return unite(tx, kept, gone, isLinkUp);
}

const lockContacts = (tx: Tx, ids: number[]): Promise<ContactRow[]> =>
  tx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.accountId, tx.accountId), inArray(contacts.id, ids)))
    .orderBy(contacts.id)
    .for("update");

/** Whoever takes something in for one of the two has its contact inbox locked, and is waited for. */
const lockContactInboxes = (tx: Tx, contactIds: number[]) =>
  tx.db
    .select({ id: contactInboxes.id })
    .from(contactInboxes)
    .where(and(eq(contactInboxes.accountId, tx.accountId), inArray(contactInboxes.contactId, contactIds)))
    .orderBy(contactInboxes.id)
    .for("update");

async function handOverRows(tx: Tx, { from, to }: { from: number; to: number }): Promise<void> {
  await tx.db
    .update(contactInboxes)
    .set({ contactId: to, updatedAt: new Date() })
    .where(and(eq(contactInboxes.accountId, tx.accountId), eq(contactInboxes.contactId, from)));
  await tx.db
    .update(contactNotes)
    .set({ contactId: to })
    .where(and(eq(contactNotes.accountId, tx.accountId), eq(contactNotes.contactId, from)));
}

/** The mergee goes before the base takes its values: e-mail, phone number and identifier are unique. */
async function unite(tx: Tx, kept: ContactRow, gone: ContactRow, isLinkUp: boolean): Promise<ContactRow> {
  const here = (id: number) => and(eq(contacts.accountId, tx.accountId), eq(contacts.id, id));
  await tx.db.delete(contacts).where(here(gone.id));
  const { values, changed } = mergedValues(kept, gone, isLinkUp);
  const revision = Math.max(kept.revision, gone.revision) + 1;
  const [row] = await tx.db
    .update(contacts)
    .set({ ...values, revision, updatedAt: sql`now()` })
    .where(here(kept.id))
    .returning();
  if (!row) throw notFound(`contact ${kept.id}`);
  if (gone.avatarKey && row.avatarKey !== gone.avatarKey) tx.enqueue(deleteFilesJob, { keys: [gone.avatarKey] });
  tx.emit("contact.deleted", { contact_id: gone.id });
  tx.emit("contact.merged", { contact_id: kept.id, merged_contact_id: gone.id });
  tx.emit("contact.updated", { contact_id: kept.id, changed });
  return row;
}
