import { AppError } from "../../platform/app-error.ts";
import { type AccountContext, type Context, statements } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { identifyContact } from "../contacts/identify-contact.ts";
import { changeStatus } from "../conversations/change-status.ts";
import { getConversationRow, lockConversation } from "../conversations/queries/get-conversation.ts";
import type { ConversationRow } from "../conversations/queries/load-conversations.ts";
import { seenByContact } from "../conversations/seen-by-contact.ts";
import { sendTranscript } from "../conversations/send-transcript.ts";
import { setCustomAttributes } from "../conversations/set-custom-attributes.ts";
import { withUploads } from "../messages/with-uploads.ts";
import { tellTyping } from "../realtime/tell-typing.ts";
import { contactTypist } from "./contact-typist.ts";
import type * as contract from "./contract/widget.ts";
import { asVisitor, type Visitor } from "./open-visitor.ts";
import { findCurrentConversation, getCurrentConversation, openWidgetVisitor } from "./open-widget.ts";
import { loadPublicMessages } from "./public-messages.ts";
import { serializePublicMessage, serializeRawContact } from "./serialize.ts";
import { startFor } from "./start-for.ts";
import { addWidgetMessage, storeWidgetFiles } from "./widget-messages.ts";

const card = (row: ConversationRow) => ({
  id: row.displayId,
  inbox_id: row.inboxId,
  contact_last_seen_at: toUnix(row.contactLastSeenAt),
  status: row.status,
});

/** The current conversation; an empty object before the first. @throws not_found */
export async function getWidgetConversation(
  ctx: Context,
  input: Input<typeof contract.getWidgetConversation>,
): Promise<Result<typeof contract.getWidgetConversation>> {
  const visitor = await openWidgetVisitor(ctx, input);
  const row = await findCurrentConversation(visitor.ctx, visitor);
  return row ? { ...card(row), unread_count: await countUnread(visitor.ctx, row.id) } : {};
}

/** Most that the button of a page counts: it shows no more. */
const MOST_UNREAD = 100;

/** What the team wrote since the visitor last looked. */
async function countUnread(ctx: AccountContext, conversationId: number): Promise<number> {
  const sql = statements(ctx);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from messages m
      join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
      where m.account_id = ${ctx.accountId} and m.conversation_id = ${conversationId} and m.message_type in (1, 3)
        and not m.private and m.created_at > coalesce(c.contact_last_seen_at, '-infinity')
      limit ${MOST_UNREAD}) as unread`;
  return row?.count ?? 0;
}

/** Starts a conversation with what the form before it asked. @throws not_found, too_many_requests, refused */
export async function startWidgetConversation(
  ctx: Context,
  input: Input<typeof contract.startWidgetConversation>,
): Promise<Result<typeof contract.startWidgetConversation>> {
  const visitor = await openWidgetVisitor(ctx, input);
  const uploads = await storeWidgetFiles(visitor, input.message ?? {});
  return withUploads(uploads, () =>
    transaction(visitor.ctx, async (tx) => {
      const contact = await identifyContact(tx, visitor.contact.id, input.contact ?? {}, {
        dropsInvalid: true,
        keepsName: visitor.contact.email !== null,
      });
      const known = asVisitor(
        { ctx: tx, inbox: visitor.inbox },
        { link: { ...visitor.link, contactId: contact.id }, contact },
      );
      const displayId = await startFor(tx, known, input.message ?? {}, input.custom_attributes ?? {});
      if (input.message) await addWidgetMessage(tx, displayId, { message: input.message, uploads });
      const row = await getConversationRow({ ...tx, actor: known.ctx.actor }, displayId);
      const messages = await loadPublicMessages(tx, row.id, { limit: 20 });
      return {
        ...card(row),
        messages: messages.map((message) => serializePublicMessage(message)),
        custom_attributes: row.customAttributes,
        contact: serializeRawContact(contact),
      };
    }),
  );
}

/** Nothing to see before the first conversation. @throws not_found without a token */
export async function updateWidgetLastSeen(
  ctx: Context,
  input: Input<typeof contract.updateWidgetLastSeen>,
): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  const row = await findCurrentConversation(visitor.ctx, visitor);
  if (row) await transaction(visitor.ctx, (tx) => seenByContact(tx, row.displayId));
}

/** @throws not_found, also before the first conversation */
export async function toggleWidgetTyping(
  ctx: Context,
  input: Input<typeof contract.toggleWidgetTyping>,
): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  const row = await getCurrentConversation(visitor);
  const state = (["on", "off", "recording"] as const).find((known) => known === input.typing_status);
  if (state) await tellTyping(visitor.ctx, row, { typist: contactTypist(visitor.contact), state, isPrivate: false });
}

/** Mails it to the address of the visitor, nowhere else. @throws not_found, refused without an address, too_many_requests */
export async function sendWidgetTranscript(
  ctx: Context,
  input: Input<typeof contract.sendWidgetTranscript>,
): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  const { displayId } = await getCurrentConversation(visitor);
  await sendTranscript(visitor.ctx, { conversation_id: displayId, email: visitor.contact.email });
}

/** @throws not_found; forbidden with 403 where the inbox does not let visitors end conversations */
export async function endWidgetConversation(
  ctx: Context,
  input: Input<typeof contract.endWidgetConversation>,
): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  const features = visitor.inbox.settings.selected_feature_flags as string[];
  if (!features.includes("end_conversation")) throw new AppError("forbidden", { status: 403 });
  const { displayId } = await getCurrentConversation(visitor);
  await transaction(visitor.ctx, async (tx) => {
    const conversation = await lockConversation(tx, displayId);
    if (conversation.status !== "resolved") await changeStatus(tx, conversation, { status: "resolved" });
  });
}

/** Adds to what is there. @throws not_found */
export async function setWidgetCustomAttributes(
  ctx: Context,
  input: Input<typeof contract.setWidgetCustomAttributes>,
): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  await changeAttributes(visitor, (before) => ({ ...before, ...input.custom_attributes }));
}

/** @throws not_found */
export async function removeWidgetCustomAttributes(
  ctx: Context,
  input: Input<typeof contract.removeWidgetCustomAttributes>,
): Promise<void> {
  const visitor = await openWidgetVisitor(ctx, input);
  await changeAttributes(visitor, (before) =>
    Object.fromEntries(Object.entries(before).filter(([name]) => !input.custom_attribute.includes(name))),
  );
}

async function changeAttributes(
  visitor: Visitor,
  change: (before: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const { displayId } = await getCurrentConversation(visitor);
  await transaction(visitor.ctx, async (tx) => {
    await lockConversation(tx, displayId);
    const { customAttributes } = await getConversationRow(tx, displayId);
    await setCustomAttributes(tx, { conversation_id: displayId, custom_attributes: change(customAttributes) });
  });
}
