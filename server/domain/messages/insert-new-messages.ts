import type { Tx } from "../../platform/database/transaction.ts";
import { completeAwaitedMessages } from "./complete-awaited-messages.ts";
import { findKnownMessages } from "./find-known-messages.ts";
import { type InsertedMessage, insertInboundMessages, type NewInboundRow } from "./insert-inbound-messages.ts";

/** A message to be stored, and whose chat it comes from. */
export interface RowOfChat {
  row: NewInboundRow;
  /** The person, or the group. */
  contactId: number;
  /** The id it gets when a message of another chat has its id already. */
  ownId: string;
}

/**
 * Stores what is new of some messages and completes what could not be read before. An id that is known is a repeat, unless it is known
 * from another chat: providers promise unique ids within a chat only, and that message is stored beside the first.
 *
 * @returns what was new, in order
 */
export async function insertNewMessages(tx: Tx, inboxId: number, items: RowOfChat[]): Promise<InsertedMessage[]> {
  const inserted = await insertInboundMessages(
    tx,
    inboxId,
    items.map(({ row }) => row),
  );
  const places = new Set(inserted.map((message) => key(message.providerMessageId, message.conversationId)));
  const known = items.filter(({ row }) => !places.has(key(row.provider_message_id, row.conversation_id)));
  const told = known.map(({ row, contactId }) => ({ id: row.provider_message_id, contactId }));
  const found = (await findKnownMessages(tx, inboxId, told)).filter(({ isNamesake }) => isNamesake);
  const elsewhere = new Set(found.map(({ id, contactId }) => key(id, contactId)));
  const isNamesake = ({ row, contactId }: RowOfChat) => elsewhere.has(key(row.provider_message_id, contactId));
  const repeated = known.filter((item) => !isNamesake(item)).map(({ row }) => row);
  await completeAwaitedMessages(tx, inboxId, repeated);
  const namesakes = known.filter(isNamesake).map(({ row, ownId }) => ({ ...row, provider_message_id: ownId }));
  return namesakes.length > 0 ? [...inserted, ...(await insertInboundMessages(tx, inboxId, namesakes))] : inserted;
}

const key = (id: string, of: number): string => `${of} ${id}`;
