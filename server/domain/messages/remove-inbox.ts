import { systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";
import { deleteContactInboxesOfInbox } from "../contacts/delete-contact-inboxes-of-inbox.ts";
import { deleteFilesJob } from "../contacts/jobs.ts";
import { deleteConversationsOfInbox } from "../conversations/delete-conversations-of-inbox.ts";
import { removeInboxRow } from "../inboxes/delete-inbox.ts";
import { removeInboxJob } from "./jobs.ts";

/** Rows of one kind in one transaction: short enough that nobody waits for it. */
const BATCH = 200;

/** An inbox was deleted: what belongs to it goes in the background. */
export const removeDeletedInboxes: Subscriber = {
  name: "remove_deleted_inboxes",
  handles: ["inbox.deleted"],
  async consume(events, tx) {
    for (const event of events) {
      if (event.type !== "inbox.deleted") continue;
      tx.enqueue(removeInboxJob, { account_id: tx.accountId, inbox_id: event.data.inbox_id }, { priority: 10 });
    }
  },
};

/**
 * Removes everything of a deleted inbox in small transactions: files and conversations with their messages, contact
 * inboxes, raw webhook bodies, at last the inbox. Broken off, it goes on where it stopped.
 */
export async function removeInbox(of: { accountId: number; inboxId: number }): Promise<void> {
  const steps = [removeConversations, deleteContactInboxesOfInbox, deleteInboundEventsOfInbox];
  for (const step of steps) {
    let removed: number;
    do {
      removed = await transaction(systemContext(of.accountId, "remove_inbox"), (tx) => step(tx, of.inboxId, BATCH));
    } while (removed > 0);
  }
  await transaction(systemContext(of.accountId, "remove_inbox"), async (tx) => {
    const picture = await removeInboxRow(tx, of.inboxId);
    if (picture) tx.enqueue(deleteFilesJob, { keys: [picture] }, { priority: 10 });
  });
}

async function removeConversations(tx: Tx, inboxId: number, limit: number): Promise<number> {
  const files = await tx.sql<{ key: string }[]>`
    with c as (
      select id from conversations where account_id = ${tx.accountId} and inbox_id = ${inboxId} order by id limit ${limit}
    ), file as (
      select a.storage_key, a.thumbnail_key from c join attachments a on a.account_id = ${tx.accountId} and a.conversation_id = c.id
      union
      select s.attachment->>'storage_key', s.attachment->>'thumbnail_key'
      from c join scheduled_messages s on s.account_id = ${tx.accountId} and s.conversation_id = c.id and s.attachment is not null
      union
      select s.attachment->>'storage_key', s.attachment->>'thumbnail_key'
      from c join recurring_scheduled_messages s
        on s.account_id = ${tx.accountId} and s.conversation_id = c.id and s.attachment is not null
    )
    select unnest(array_remove(array[storage_key, thumbnail_key], null)) as key from file`;
  if (files.length > 0) tx.enqueue(deleteFilesJob, { keys: files.map((file) => file.key) }, { priority: 10 });
  return deleteConversationsOfInbox(tx, inboxId, limit);
}

async function deleteInboundEventsOfInbox(tx: Tx, inboxId: number, limit: number): Promise<number> {
  const rows = await tx.sql`
    delete from inbound_events where account_id = ${tx.accountId} and id in (
      select id from inbound_events where account_id = ${tx.accountId} and inbox_id = ${inboxId} limit ${limit})
    returning 1`;
  return rows.length;
}
