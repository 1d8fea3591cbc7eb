import type { InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { lockNewestConversation } from "../conversations/lock-newest-conversation.ts";
import { resolveOpenConversations } from "../conversations/resolve-open-conversations.ts";
import { applyGroupEvent } from "../groups/apply-group-event.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { messageTime } from "./message-time.ts";
import { writeActivities } from "./write-activities.ts";

/**
 * Something about a group changed: the group's rows first, then a line for each change in its newest thread. A group that never
 * wrote has no thread, and gets none for this.
 */
export async function applyGroupChange(
  tx: Tx,
  inbox: IngestInbox,
  event: Extract<InboundEvent, { type: "group" }>,
  receivedAt: Date,
): Promise<undefined> {
  const at = messageTime(event.at, receivedAt);
  const { groupContactId, activities, isLeft } = await applyGroupEvent(tx, inbox, { ...event, at: at.getTime() });
  const group = { inboxId: inbox.id, contactId: groupContactId };
  if (activities.length === 0 && !isLeft) return undefined;
  const conversationId = await lockNewestConversation(tx, group);
  if (conversationId !== null) await writeActivities(tx, conversationId, activities, at);
  if (isLeft) await resolveOpenConversations(tx, group);
  return undefined;
}
