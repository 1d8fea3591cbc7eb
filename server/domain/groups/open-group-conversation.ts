import type { Tx } from "../../platform/database/transaction.ts";
import type { UpsertedContactInbox } from "../contacts/upsert-contact-inboxes.ts";
import { openForInbound } from "../conversations/open-for-inbound.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";

/** The conversation of a group that our number has just come into: an open or pending one, else a new one. */
export async function openGroupConversation(
  tx: Tx,
  inboxId: number,
  group: Pick<UpsertedContactInbox, "contactInboxId" | "contactId" | "blocked">,
): Promise<void> {
  const inbox = await findConnectedInbox(tx, inboxId);
  const rules = {
    inboxId,
    lockToSingleConversation: inbox?.row.lockToSingleConversation === true,
    hasActiveBot: inbox?.hasActiveBot === true,
  };
  await openForInbound(tx, rules, [{ ...group, groupType: "group" }]);
}
