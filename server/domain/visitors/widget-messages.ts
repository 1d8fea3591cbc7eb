import { refused } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { identifyContact } from "../contacts/identify-contact.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { recordInboxActivity } from "../inboxes/record-inbox-activity.ts";
import type * as uploads from "../messages/contract/uploads.ts";
import type { DirectUpload } from "../messages/contract/uploads.ts";
import { addMessage } from "../messages/create-message.ts";
import { announceUpload } from "../messages/direct-upload.ts";
import type { MessageRow } from "../messages/queries/load-messages.ts";
import { type StoredUpload, storeUploads } from "../messages/store-uploads.ts";
import { submitValues } from "../messages/submit-values.ts";
import { withUploads } from "../messages/with-uploads.ts";
import type * as contract from "./contract/widget.ts";
import type { WidgetMessageInput } from "./contract/widget.ts";
import type { Visitor } from "./open-visitor.ts";
import { findCurrentConversation, getCurrentConversation, openWidgetVisitor } from "./open-widget.ts";
import { loadPublicMessages } from "./public-messages.ts";
import { serializePublicMessage, serializeRawContact } from "./serialize.ts";
import { startFor } from "./start-for.ts";

const PAGE = 20;
const PAGE_AFTER = 100;
/** What visitors may send (contract, conventions §10). */
const MOST_BYTES = 40 * 1024 * 1024;
const TYPES =
  /^(image|audio|video)\/|^text\/(csv|plain|rtf)$|^application\/(json|pdf|rtf|zip|x-7z-compressed|vnd\.rar|x-rar-compressed|x-tar|msword|vnd\.(ms-|openxmlformats-|oasis\.opendocument\.)[\w.-]+)$/;

/** @throws not_found */
export async function listWidgetMessages(
  ctx: Context,
  input: Input<typeof contract.listWidgetMessages>,
): Promise<Result<typeof contract.listWidgetMessages>> {
  const visitor = await openWidgetVisitor(ctx, input);
  const row = await findCurrentConversation(visitor.ctx, visitor);
  if (!row) return { payload: [], meta: { contact_last_seen_at: null } };
  const { before, after } = input;
  const limit = after === undefined ? PAGE : PAGE_AFTER;
  const messages = await loadPublicMessages(visitor.ctx, row.id, { before, after, limit });
  return {
    payload: messages.map((message) => serializePublicMessage(message)),
    meta: { contact_last_seen_at: toUnix(row.contactLastSeenAt) },
  };
}

/** Writes into the current conversation; the first message, or one after an end that is final, starts a new one. @throws not_found, refused */
export async function createWidgetMessage(
  ctx: Context,
  input: Input<typeof contract.createWidgetMessage>,
): Promise<Result<typeof contract.createWidgetMessage>> {
  const visitor = await openWidgetVisitor(ctx, input);
  const { message } = input;
  const uploads = await storeWidgetFiles(visitor, message);
  const row = await withUploads(uploads, () =>
    transaction(visitor.ctx, async (tx) => {
      const current = await findCurrentConversation(tx, visitor);
      const isOver = current?.status === "resolved" && !visitor.inbox.allowMessagesAfterResolved;
      const displayId = current && !isOver ? current.displayId : await startFor(tx, visitor, message, {});
      return addWidgetMessage(tx, displayId, { message, uploads });
    }),
  );
  await recordInboxActivity(visitor.ctx, visitor.inbox.id, { inbound: true });
  const shown = serializePublicMessage(row, message.echo_id);
  return { ...shown, inbox_id: row.inboxId, private: row.private, source_id: row.sourceId };
}

/** An answer to a form, a choice or a survey; an address identifies the visitor. @throws not_found, invalid, refused */
export async function submitWidgetMessage(
  ctx: Context,
  input: Input<typeof contract.submitWidgetMessage>,
): Promise<Result<typeof contract.submitWidgetMessage>> {
  const visitor = await openWidgetVisitor(ctx, input);
  const { displayId } = await getCurrentConversation(visitor);
  const email = input.contact?.email;
  return transaction(visitor.ctx, async (tx) => {
    const submitted = email ? { submitted_email: email } : { submitted_values: input.message?.submitted_values };
    await submitValues(tx, { conversation_id: displayId, message_id: input.id }, submitted);
    if (!email) return { contact: serializeRawContact(visitor.contact) };
    const rules = { keepsName: true, dropsInvalid: true };
    return { contact: serializeRawContact(await identifyContact(tx, visitor.contact.id, { email }, rules)) };
  });
}

/** Puts the files of a message into storage. @throws refused for kinds and sizes that visitors may not send */
export async function storeWidgetFiles(visitor: Visitor, message: WidgetMessageInput): Promise<StoredUpload[]> {
  const attachments = message.attachments ?? [];
  for (const file of attachments) {
    if (file instanceof File) checkWidgetFile(file.type, file.size);
  }
  const stored = await storeUploads(visitor.ctx, { attachments });
  // What came directly was announced; what it is shows only now.
  await withUploads(stored, async () => {
    for (const file of stored) checkWidgetFile(file.content_type, file.file_size);
  });
  return stored;
}

/** Says where a visitor's file goes (contract, public API §4). @throws not_found, refused as for files of a message */
export async function startWidgetUpload(
  ctx: Context,
  input: Input<typeof uploads.startWidgetUpload>,
): Promise<DirectUpload> {
  const visitor = await openWidgetVisitor(ctx, input);
  checkWidgetFile(input.blob.content_type ?? "", input.blob.byte_size);
  return announceUpload(visitor.ctx.accountId, input);
}

function checkWidgetFile(type: string, bytes: number): void {
  if (!TYPES.test(type.split(";")[0] ?? "")) throw refused("Validation failed: File type not supported");
  if (bytes > MOST_BYTES) throw refused("Validation failed: File size is too big");
}

/** Adds the visitor's words to a conversation of theirs, in the caller's transaction. */
export async function addWidgetMessage(
  tx: Tx,
  displayId: number,
  { message, uploads }: { message: WidgetMessageInput; uploads: StoredUpload[] },
): Promise<MessageRow> {
  return addMessage(tx, await lockConversation(tx, displayId), {
    message: {
      content: message.content,
      echo_id: message.echo_id,
      message_type: "incoming",
      ...(message.reply_to && { content_attributes: { in_reply_to: message.reply_to } }),
    },
    uploads,
  });
}
