import { systemContext } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { writeActivities } from "../messages/write-activities.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { getRecurring } from "./queries/load-recurring.ts";
import { getScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";
import { stopSeries } from "./stop-recurring-scheduled-message.ts";
import { json, step } from "./write-scheduled.ts";

/** The customer wrote: what was to go out only if they did not is a draft again; a series of that kind ends. */
export const cancelOnReply: Subscriber = {
  name: "cancel_scheduled_on_reply",
  handles: ["message.created"],
  async consume(events, tx) {
    const replies = events.flatMap((event) => {
      const message = (event.resource as ConversationResource | null)?.message;
      const isReply = message?.messageType === 0 && message.contentAttributes.is_reaction !== true;
      return isReply
        ? [{ conversation_id: message.conversationId, heard_at: event.createdAt, written_at: message.createdAt }]
        : [];
    });
    if (replies.length === 0) return;
    // Providers tell whole seconds, and late: our own clock decides, unless the message is an old one that was fetched.
    const rows = await tx.sql<{ id: number; displayId: number; locale: string }[]>`
      select distinct s.id, c.display_id as "displayId", a.locale
      from jsonb_to_recordset(${JSON.stringify(replies)}::text::jsonb)
        as reply (conversation_id bigint, heard_at timestamptz, written_at timestamptz)
      join scheduled_messages s on s.account_id = ${tx.accountId} and s.conversation_id = reply.conversation_id
        and s.cancel_on_reply and s.status = 'pending' and s.armed_at < reply.heard_at
        and s.armed_at < reply.written_at + interval '2 minutes'
      join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
      join accounts a on a.id = s.account_id
      order by s.id`;
    for (const { id, displayId, locale } of rows) {
      const inAccount = { ...tx, ...systemContext(tx.accountId, "reply"), locale };
      const conversation = await lockConversation(inAccount, displayId);
      const row = await getScheduled(inAccount, { id, conversationId: conversation.id });
      if (row.status === "pending") await cancelByReply(inAccount, row);
    }
  },
};

/** Makes a waiting message a draft again, with a line that says why; ends its series. The conversation is locked. */
export async function cancelByReply(tx: Tx, row: ScheduledRow): Promise<void> {
  if (row.recurringId !== null) {
    const series = await getRecurring(tx, { id: row.recurringId, conversationId: row.conversationId });
    return stopSeries(tx, series, { action: "cancelled_by_reply", line: { kind: "series_cancelled_by_reply" } });
  }
  await tx.sql`
    update scheduled_messages set status = 'draft', due_at = null, cancelled_at = now(), revision = revision + 1, updated_at = now(),
      history = ${json([...row.history, step(tx, "cancelled_by_reply")].slice(-50))}::text::jsonb
    where account_id = ${tx.accountId} and id = ${row.id}`;
  tx.emit("scheduled_message.updated", { scheduled_message_id: row.id, conversation_id: row.conversationId });
  await writeActivities(tx, row.conversationId, [{ kind: "scheduled_cancelled_by_reply" }]);
}
