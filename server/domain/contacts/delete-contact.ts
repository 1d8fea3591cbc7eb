import { and, eq } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { conversations } from "#db/schema/conversations.ts";
import { AppError, notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canDeleteContacts } from "../../policies/contacts.ts";
import { filesOfConversations } from "../messages/files-of-conversations.ts";
import { deleteFiles } from "./delete-files.ts";
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
    const gone = await conversationsOf(tx, input.id);
    const files = await filesOfConversations(
      tx,
      gone.map(({ id }) => id),
    );
    await tx.db.delete(contacts).where(and(eq(contacts.accountId, tx.accountId), eq(contacts.id, input.id)));
    for (const { id, displayId, inboxId } of gone) {
      tx.emit("conversation.deleted", { conversation_id: id, display_id: displayId, inbox_id: inboxId });
    }
    tx.emit("contact.deleted", { contact_id: input.id });
    deleteFiles(tx, [contact.avatarKey, ...files]);
  });
}

const conversationsOf = (tx: Tx, contactId: number) =>
  tx.db
    .select({ id: conversations.id, displayId: conversations.displayId, inboxId: conversations.inboxId })
    .from(conversations)
    .where(and(eq(conversations.accountId, tx.accountId), eq(conversations.contactId, contactId)));
