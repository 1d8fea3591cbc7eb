import { getChannel } from "../../channels/registry.ts";
import { AppError } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { LockedConversation } from "../conversations/queries/get-conversation.ts";
import { recordMessages } from "../conversations/record-messages.ts";
import type { NewMessage } from "./contract.ts";
import { insertMessages, type NewMessageRow } from "./insert-message.ts";
import { deliverScheduled } from "./jobs.ts";
import { newMessageRow } from "./new-message-row.ts";
import { requireRoomInMinute } from "./require-room-in-minute.ts";
import type { StoredUpload } from "./store-uploads.ts";

/** A message that waited for its time. */
export interface PlannedMessage {
  /** Of the scheduled message; one message for each, by a unique index. */
  scheduledId: number;
  /** Locked by the caller. */
  conversation: LockedConversation;
  /** Outgoing or a template. */
  message: NewMessage;
  uploads: StoredUpload[];
  /** Further `additional_attributes`. */
  attributes: Record<string, unknown>;
}

/** Conversations that one job delivers: enough to save jobs, few enough that they soon let others through. */
const CONVERSATIONS_PER_JOB = 25;

/**
 * Adds messages whose time has come, in the order given: rows, files, the conversations' rows, events and jobs, all in the caller's
 * transaction. The number of statements does not depend on how many they are.
 *
 * @returns the message of each scheduled one
 * @throws refused when a conversation got too many messages in the last minute
 */
export async function addPlannedMessages(tx: Tx, planned: PlannedMessage[]): Promise<Map<number, number>> {
  const delivering = await deliveringInboxes(tx, [...new Set(planned.map(({ conversation }) => conversation.inboxId))]);
  await requireRoomInMinute(
    tx,
    planned.map(({ conversation }) => conversation.id),
  );
  const rows: NewMessageRow[] = [];
  for (const { conversation, message } of planned) rows.push(await newMessageRow(tx, conversation, message));
  const stored = await insertMessages(
    tx,
    planned.map(({ scheduledId, conversation, attributes, uploads }, position) => {
      const row = rows[position] as NewMessageRow;
      return {
        ...row,
        additional_attributes: { ...row.additional_attributes, ...attributes },
        scheduled_message_id: scheduledId,
        delivery: delivering.has(conversation.inboxId) ? ("pending" as const) : null,
        uploads,
      };
    }),
  );
  await recordMessages(
    tx,
    planned.map(({ conversation }, position) => {
      const row = rows[position] as NewMessageRow;
      const { id, createdAt } = stored[position] as (typeof stored)[number];
      return {
        id,
        conversationId: conversation.id,
        kind: row.message_type === 3 ? "template" : "outgoing",
        private: false,
        isHumanReply: row.message_type === 1 && row.sender_type === "User",
        createdAt,
      };
    }),
  );
  for (const [position, { conversation }] of planned.entries())
    tx.emit("message.created", { message_id: stored[position]?.id ?? 0, conversation_id: conversation.id });
  enqueueDelivery(
    tx,
    planned
      .filter(({ conversation }) => delivering.has(conversation.inboxId))
      .map(({ conversation }) => conversation.id),
  );
  return new Map(planned.map(({ scheduledId }, position) => [scheduledId, stored[position]?.id ?? 0]));
}

/** Those whose channel has somebody to send to. */
async function deliveringInboxes(tx: Tx, ids: number[]): Promise<Set<number>> {
  const rows = await tx.sql<{ id: number; channel: string }[]>`
    select id, channel from inboxes where account_id = ${tx.accountId} and id = any(${ids}::bigint[])`;
  if (rows.length < ids.length) throw new AppError("not_found", { internal: `one of the inboxes ${ids.join()}` });
  return new Set(rows.filter(({ channel }) => getChannel(channel).send).map(({ id }) => id));
}

/** What was planned goes out behind what somebody writes now. */
function enqueueDelivery(tx: Tx, conversationIds: number[]): void {
  const ids = [...new Set(conversationIds)];
  for (let from = 0; from < ids.length; from += CONVERSATIONS_PER_JOB) {
    const some = ids.slice(from, from + CONVERSATIONS_PER_JOB);
    tx.enqueue(deliverScheduled, { account_id: tx.accountId, conversation_ids: some }, { priority: 5 });
  }
}
