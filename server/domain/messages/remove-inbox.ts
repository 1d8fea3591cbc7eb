import { systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";
import { deleteContactInboxesOfInbox } from "../contacts/delete-contact-inboxes-of-inbox.ts";
import { deleteFiles } from "../contacts/delete-files.ts";
import { deleteConversationsOfInbox } from "../conversations/delete-conversations-of-inbox.ts";
import { removeInboxRow } from "../inboxes/delete-inbox.ts";
import { filesOfConversations } from "./files-of-conversations.ts";
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
    deleteFiles(tx, [picture]);
  });
}

async function removeConversations(tx: Tx, inboxId: number, limit: number): Promise<number> {
  const rows = await tx.sql<{ id: number }[]>`
    select id from conversations where account_id = ${tx.accountId} and inbox_id = ${inboxId} order by id limit ${limit}`;
  const ids = rows.map((row) => row.id);
  deleteFiles(tx, await filesOfConversations(tx, ids));
  await deleteConversationsOfInbox(tx, inboxId, ids);
  return ids.length;
}

async function deleteInboundEventsOfInbox(tx: Tx, inboxId: number, limit: number): Promise<number> {
  const rows = await tx.sql`
    delete from inbound_events where account_id = ${tx.accountId} and id in (
      select id from inbound_events where account_id = ${tx.accountId} and inbox_id = ${inboxId} limit ${limit})
    returning 1`;
  return rows.length;
}
