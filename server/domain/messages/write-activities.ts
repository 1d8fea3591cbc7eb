import type { Tx } from "../../platform/database/transaction.ts";
import { accountLocale } from "../accounts/account-locale.ts";
import { recordMessages } from "../conversations/record-messages.ts";
import { type Activity, activityText } from "./activity-texts.ts";

/**
 * Writes activity lines into the thread of a conversation that the caller has locked, in one statement, and announces them like
 * any message. The language is the account's.
 *
 * @param at  when it happened; now when missing
 */
export async function writeActivities(
  tx: Tx,
  conversationId: number,
  activities: Activity[],
  at?: Date,
): Promise<void> {
  if (activities.length === 0) return;
  const locale = await accountLocale(tx);
  const rows = activities.map((activity) => ({
    content: activityText(activity, locale),
    content_attributes: { activity },
    created_at: (at ?? new Date()).toISOString(),
  }));
  const inserted = await tx.sql<{ id: number; createdAt: string }[]>`
    insert into messages (account_id, inbox_id, conversation_id, message_type, content, content_attributes, created_at)
    select c.account_id, c.inbox_id, c.id, 2, r.content, r.content_attributes, r.created_at
    from conversations c, rows from (jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as (content text, content_attributes jsonb, created_at timestamptz)) with ordinality
      as r (content, content_attributes, created_at, position)
    where c.account_id = ${tx.accountId} and c.id = ${conversationId}
    order by r.position
    returning id, created_at as "createdAt"`;
  await recordMessages(
    tx,
    inserted.map(({ id, createdAt }) => ({
      id,
      conversationId,
      kind: "activity",
      private: false,
      isHumanReply: false,
      createdAt: new Date(createdAt),
    })),
  );
  for (const { id } of inserted) tx.emit("message.created", { message_id: id, conversation_id: conversationId });
}
