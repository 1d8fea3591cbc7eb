import type { Channel } from "../../channels/channel.ts";
import { getChannel } from "../../channels/registry.ts";
import { AppError, refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { forPerson } from "../../platform/jobs/people-first.ts";
import { recordContactActivity } from "../contacts/record-contact-activity.ts";
import { type LockedConversation, lockConversation } from "../conversations/queries/get-conversation.ts";
import { type RecordedMessage, recordMessages } from "../conversations/record-messages.ts";
import { recordInboxActivity } from "../inboxes/record-inbox-activity.ts";
import type { Message, NewMessage } from "./contract.ts";
import { insertMessages, type NewMessageRow } from "./insert-message.ts";
import { deliverConversation } from "./jobs.ts";
import { newMessageRow, requireLength } from "./new-message-row.ts";
import { loadMessagesById, type MessageRow } from "./queries/load-messages.ts";
import { renderTemplateParams, renderVariables } from "./render-variables.ts";
import { requireRoomInMinute } from "./require-room-in-minute.ts";
import { serializeMessage } from "./serialize.ts";
import { stopTyping } from "./stop-typing.ts";
import { type StoredUpload, storeUploads } from "./store-uploads.ts";
import { withUploads } from "./with-uploads.ts";
import { writeActivities } from "./write-activities.ts";
import { writeReaction } from "./write-reaction.ts";

/**
 * Sends a message, writes a note, or takes in a message of an API inbox (contract, messages §2). Every failure is a 422 with the
 * reason. What is to be delivered waits in the conversation for its turn; the answer does not wait for the provider.
 */
export async function createMessage(
  ctx: AccountContext,
  input: NewMessage & { conversation_id: number },
): Promise<Message> {
  const uploads = await storeUploads(ctx, input);
  const write = () =>
    transaction(ctx, async (tx) => {
      const conversation = await lockConversation(tx, input.conversation_id);
      const row = await addMessage(tx, conversation, { message: input, uploads });
      await stopTyping(tx, conversation, input.private ?? false);
      return serializeMessage(row, input.echo_id);
    });
  const message = await withUploads(uploads, () => (ctx.actor.kind === "user" ? forPerson(write) : write()));
  // Where no provider posts, this is how the health card learns that messages arrive.
  if (message.message_type === 0) await recordInboxActivity(ctx, message.inbox_id, { inbound: true });
  return message;
}

/**
 * Adds a message to a conversation that the caller has locked: the row, its files, the conversation's row, the event and
 * the job, all in the caller's transaction.
 */
export async function addMessage(
  tx: Tx,
  conversation: LockedConversation,
  { message, uploads }: { message: NewMessage; uploads: StoredUpload[] },
): Promise<MessageRow> {
  const { channel, hasActiveBot } = await inboxOf(tx, conversation.inboxId);
  await requireRoomInMinute(tx, [conversation.id]);
  const row = await filledIn(tx, await newMessageRow(tx, conversation, message));
  if (row.message_type === 0 && tx.actor.kind !== "contact" && channel.door !== "public_api") {
    throw refused("Incoming messages are only allowed in Api inboxes");
  }
  const isDelivered = Boolean(channel.send) && isForProvider(row);
  const delivery = isDelivered ? "pending" : null;
  const [stored] = await insertMessages(tx, [{ ...row, scheduled_message_id: null, delivery, uploads }]);
  if (!stored) throw new Error("The insert of a message returned no row");
  const record = recordOf(row, { ...stored, conversationId: conversation.id });
  const reopened = await recordMessages(tx, [record], hasActiveBot);
  if (row.sender_type === "Contact" && row.sender_id !== null) {
    await recordContactActivity(tx, [{ contactId: row.sender_id, at: stored.createdAt }]);
  }
  await reactIfReaction(tx, conversation, row, stored.createdAt);
  tx.emit("message.created", {
    message_id: stored.id,
    conversation_id: conversation.id,
    ...(message.echo_id && { echo_id: message.echo_id }),
  });
  if (isDelivered) {
    tx.enqueue(deliverConversation, { account_id: tx.accountId, conversation_id: conversation.id });
  }
  if (reopened.length > 0 && channel.door === "public_api") await tellReopened(tx, record);
  const loaded = (await loadMessagesById(tx, [stored.id])).get(stored.id);
  if (!loaded) throw new AppError("internal", { internal: "a message that was just written cannot be read" });
  return loaded;
}

/** The thread says why it is open again, right behind the message (contract, conversations §6.1). */
const tellReopened = (tx: Tx, { conversationId, createdAt }: RecordedMessage): Promise<void> =>
  writeActivities(tx, conversationId, [{ kind: "reopened_by_message" }], new Date(createdAt.getTime() + 1));

/** What leaves has its variables filled in before it is stored (contract, messages §2 "Liquid variables"). @throws refused */
async function filledIn(tx: Tx, row: NewMessageRow): Promise<NewMessageRow> {
  if (row.message_type !== 1 && row.message_type !== 3) return row;
  const about = { conversationId: row.conversation_id, agentId: row.sender_type === "User" ? row.sender_id : null };
  const content = row.content === null ? null : await renderVariables(tx, about, row.content);
  requireLength(content);
  const params = row.additional_attributes.template_params;
  if (typeof params !== "object" || params === null) return { ...row, content };
  const template_params = await renderTemplateParams(tx, about, params as Record<string, unknown>);
  return { ...row, content, additional_attributes: { ...row.additional_attributes, template_params } };
}

/** What the conversation's row must know of it. */
function recordOf(
  row: NewMessageRow,
  stored: Pick<RecordedMessage, "id" | "conversationId" | "createdAt">,
): RecordedMessage {
  const isByPerson = row.message_type === 1 && row.sender_type === "User";
  const { id, conversationId, createdAt } = stored;
  return {
    id,
    conversationId,
    kind: (["incoming", "outgoing", "activity", "template"] as const)[row.message_type] ?? "outgoing",
    private: row.private,
    isHumanReply: isByPerson && row.additional_attributes.campaign_id === undefined,
    isBotReply: row.message_type === 1 && row.sender_type === "AgentBot",
    isSeenByWriter: isByPerson && !row.private,
    createdAt,
    isSilent: row.content_attributes.is_reaction === true,
  };
}

const isForProvider = (row: NewMessageRow): boolean =>
  (row.message_type === 1 || row.message_type === 3) && !row.private && row.source_id === null;

/** With an active bot a resolved conversation comes back to the bot first. */
async function inboxOf(tx: Tx, inboxId: number): Promise<{ channel: Channel; hasActiveBot: boolean }> {
  const [row] = await tx.sql<{ channel: string; hasActiveBot: boolean }[]>`
    select i.channel, exists (
      select from agent_bot_inboxes bot
      where bot.account_id = i.account_id and bot.inbox_id = i.id and bot.status = 'active') as "hasActiveBot"
    from inboxes i where i.account_id = ${tx.accountId} and i.id = ${inboxId}`;
  if (!row) throw new AppError("not_found", { internal: `inbox ${inboxId}` });
  return { channel: getChannel(row.channel), hasActiveBot: row.hasActiveBot };
}

/** Our own reaction is shown at once under the message it is for; a person of the team and the phone are one reactor there. */
async function reactIfReaction(tx: Tx, conversation: LockedConversation, row: NewMessageRow, at: Date): Promise<void> {
  if (row.content_attributes.is_reaction !== true || row.in_reply_to === null) return;
  await tx.sql`select 1 from messages where account_id = ${tx.accountId} and id = ${row.in_reply_to} for update`;
  const target = { id: row.in_reply_to, conversationId: conversation.id };
  const name = tx.actor.kind === "user" ? tx.actor.name : null;
  await writeReaction(tx, target, { reactor: "self", name, emoji: row.content ?? "", at });
}
