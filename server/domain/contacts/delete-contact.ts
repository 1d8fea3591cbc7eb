import { and, eq } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { conversations } from "#db/schema/conversations.ts";
import { attachments } from "#db/schema/messages.ts";
import { AppError, notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canDeleteContacts } from "../../policies/contacts.ts";
import { deleteFilesJob } from "./jobs.ts";
import { isContactOnline } from "./presence.ts";

/**
 * Deletes a contact with its conversations, their messages and its memberships of groups (contract, contacts §2). The rows
 * go at once, the files in the background.
 *
 * @throws not_found, invalid while the contact has a page open
 */
export async function deleteContact(ctx: AccountContext, input: { id: number }): Promise<void> {
  authorize(canDeleteContacts(ctx));
  await transaction(ctx, async (tx) => {
    const [contact] = await tx.db
      .select({ name: contacts.name, avatarKey: contacts.avatarKey })
      .from(contacts)
      .where(and(eq(contacts.accountId, tx.accountId), eq(contacts.id, input.id)))
      .for("update");
    if (!contact) throw notFound(`contact ${input.id}`);
    if (isContactOnline(tx.accountId, input.id)) {
      throw new AppError("invalid", { public: `${contact.name} is Online, please try again later` });
    }
    const files = await filesOf(tx, input.id);
    const gone = await conversationsOf(tx, input.id);
    await tx.db.delete(contacts).where(and(eq(contacts.accountId, tx.accountId), eq(contacts.id, input.id)));
    for (const { id, displayId, inboxId } of gone) {
      tx.emit("conversation.deleted", { conversation_id: id, display_id: displayId, inbox_id: inboxId });
    }
    tx.emit("contact.deleted", { contact_id: input.id });
    const keys = contact.avatarKey ? [contact.avatarKey, ...files] : files;
    for (let start = 0; start < keys.length; start += FILES_PER_JOB) {
      tx.enqueue(deleteFilesJob, { keys: keys.slice(start, start + FILES_PER_JOB) }, { priority: 10 });
    }
  });
}

const FILES_PER_JOB = 500;

const conversationsOf = (tx: Tx, contactId: number) =>
  tx.db
    .select({ id: conversations.id, displayId: conversations.displayId, inboxId: conversations.inboxId })
    .from(conversations)
    .where(and(eq(conversations.accountId, tx.accountId), eq(conversations.contactId, contactId)));

async function filesOf(tx: Tx, contactId: number): Promise<string[]> {
  const rows = await tx.db
    .select({ key: attachments.storageKey, thumbnail: attachments.thumbnailKey })
    .from(attachments)
    .innerJoin(
      conversations,
      and(eq(conversations.accountId, attachments.accountId), eq(conversations.id, attachments.conversationId)),
    )
    .where(and(eq(attachments.accountId, tx.accountId), eq(conversations.contactId, contactId)));
  return rows.flatMap(({ key, thumbnail }) => [key, thumbnail].filter((file) => file !== null));
}
