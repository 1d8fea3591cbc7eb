import type { Context } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { openableConversations } from "../../policies/conversations.ts";
import { changeStatus } from "../conversations/change-status.ts";
import { startConversation } from "../conversations/create-conversation.ts";
import { getConversationRow, lockConversation } from "../conversations/queries/get-conversation.ts";
import { loadConversations } from "../conversations/queries/load-conversations.ts";
import { seenByContact } from "../conversations/seen-by-contact.ts";
import { recordInboxActivity } from "../inboxes/record-inbox-activity.ts";
import { addMessage } from "../messages/create-message.ts";
import { storeUploads } from "../messages/store-uploads.ts";
import { submitValues } from "../messages/submit-values.ts";
import { withUploads } from "../messages/with-uploads.ts";
import { tellTyping } from "../realtime/tell-typing.ts";
import { contactTypist } from "./contact-typist.ts";
import type * as contract from "./contract/public.ts";
import type { PublicConversation } from "./contract/public.ts";
import { hidden } from "./hidden.ts";
import { openPublicVisitor, type Visitor } from "./open-visitor.ts";
import { loadNewestPublicMessages, loadPublicMessages } from "./public-messages.ts";
import { serializePublicConversation, serializePublicMessage } from "./serialize.ts";

const PAGE = 20;
/** A thread in a list shows its end. */
const MOST_IN_LIST = 20;
const MOST_CONVERSATIONS = 100;

type AtConversation = Input<typeof contract.getPublicConversation>;

/** @throws not_found */
export async function createPublicConversation(
  ctx: Context,
  input: Input<typeof contract.createPublicConversation>,
): Promise<PublicConversation> {
  const visitor = await openPublicVisitor(ctx, input);
  return transaction(visitor.ctx, async (tx) => {
    const displayId = await startConversation(tx, visitor.link, { custom_attributes: input.custom_attributes ?? {} });
    return publicConversation(tx, visitor, displayId);
  });
}

/** Newest first: those of this place, all of the customer once they have proved who they are. @throws not_found */
export async function listPublicConversations(
  ctx: Context,
  input: Input<typeof contract.listPublicConversations>,
): Promise<PublicConversation[]> {
  const visitor = await openPublicVisitor(ctx, input);
  const rows = await loadConversations(visitor.ctx, (sql) => ({
    where: openableConversations(visitor.ctx),
    order: sql`order by c.id desc`,
    limit: MOST_CONVERSATIONS,
  }));
  const ids = rows.map(({ id }) => id);
  const messages = await loadNewestPublicMessages(visitor.ctx, ids, MOST_IN_LIST);
  return rows.map((row) => serializePublicConversation(row, messages.get(row.id) ?? [], visitor.contact));
}

/** @throws not_found, also for conversations of others */
export async function getPublicConversation(ctx: Context, input: AtConversation): Promise<PublicConversation> {
  const visitor = await openPublicVisitor(ctx, input);
  return hidden(() => publicConversation(visitor.ctx, visitor, input.conversation_id));
}

/** The customer ends it; one that is resolved already stays as it is. @throws not_found */
export async function resolvePublicConversation(ctx: Context, input: AtConversation): Promise<PublicConversation> {
  const visitor = await openPublicVisitor(ctx, input);
  return hidden(() =>
    transaction(visitor.ctx, async (tx) => {
      const conversation = await lockConversation(tx, input.conversation_id);
      if (conversation.status !== "resolved") await changeStatus(tx, conversation, { status: "resolved" });
      return publicConversation(tx, visitor, input.conversation_id);
    }),
  );
}

/** Nothing is stored; an unknown status says nothing. @throws not_found */
export async function togglePublicTyping(
  ctx: Context,
  input: Input<typeof contract.togglePublicTyping>,
): Promise<void> {
  const visitor = await openPublicVisitor(ctx, input);
  const row = await hidden(() => getConversationRow(visitor.ctx, input.conversation_id));
  const state = (["on", "off", "recording"] as const).find((known) => known === input.typing_status);
  if (state) await tellTyping(visitor.ctx, row, { typist: contactTypist(visitor.contact), state, isPrivate: false });
}

/** @throws not_found */
export async function updatePublicLastSeen(ctx: Context, input: AtConversation): Promise<void> {
  const visitor = await openPublicVisitor(ctx, input);
  await hidden(() => transaction(visitor.ctx, (tx) => seenByContact(tx, input.conversation_id)));
}

/** @throws not_found, refused for what is too long or too much */
export async function createPublicMessage(
  ctx: Context,
  input: Input<typeof contract.createPublicMessage>,
): Promise<Result<typeof contract.createPublicMessage>> {
  const visitor = await openPublicVisitor(ctx, input);
  const message = { ...input, attachments: input.attachments as File[] | undefined, message_type: "incoming" as const };
  await hidden(() => getConversationRow(visitor.ctx, input.conversation_id));
  const uploads = await storeUploads(visitor.ctx, message);
  const row = await withUploads(uploads, () =>
    transaction(visitor.ctx, async (tx) =>
      addMessage(tx, await lockConversation(tx, input.conversation_id), { message, uploads }),
    ),
  );
  await recordInboxActivity(visitor.ctx, visitor.inbox.id, { inbound: true });
  return serializePublicMessage(row, input.echo_id);
}

/** @throws not_found */
export async function listPublicMessages(
  ctx: Context,
  input: Input<typeof contract.listPublicMessages>,
): Promise<Result<typeof contract.listPublicMessages>> {
  const visitor = await openPublicVisitor(ctx, input);
  const { id } = await hidden(() => getConversationRow(visitor.ctx, input.conversation_id));
  const rows = await loadPublicMessages(visitor.ctx, id, { before: input.before, limit: PAGE });
  return rows.map((row) => serializePublicMessage(row));
}

/** @throws not_found, invalid, refused */
export async function submitPublicMessage(
  ctx: Context,
  input: Input<typeof contract.submitPublicMessage>,
): Promise<Result<typeof contract.submitPublicMessage>> {
  const visitor = await openPublicVisitor(ctx, input);
  const row = await hidden(() =>
    transaction(visitor.ctx, (tx) => submitValues(tx, input, { submitted_values: input.submitted_values })),
  );
  return serializePublicMessage(row);
}

async function publicConversation(ctx: Visitor["ctx"] | Tx, visitor: Visitor, displayId: number) {
  const row = await getConversationRow(ctx, displayId);
  return serializePublicConversation(row, await loadPublicMessages(ctx, row.id, { limit: PAGE }), visitor.contact);
}
