import type { Tx } from "../../platform/database/transaction.ts";
import { lockNewestConversation } from "../conversations/lock-newest-conversation.ts";
import { writeActivities } from "../messages/write-activities.ts";
import type { GroupActivity } from "./group-activity.ts";

/** Writes lines into the newest thread of a group. A group that never wrote has no thread, and gets none for this. */
export async function tellThread(
  tx: Tx,
  group: { contact: { id: number }; inbox: { id: number } },
  activities: GroupActivity[],
): Promise<void> {
  if (activities.length === 0) return;
  const of = { inboxId: group.inbox.id, contactId: group.contact.id };
  const conversationId = await lockNewestConversation(tx, of);
  if (conversationId !== null) await writeActivities(tx, conversationId, activities);
}
