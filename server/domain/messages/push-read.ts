import type { SentMessage } from "../../channels/channel.ts";
import { isChannelError } from "../../channels/channel-error.ts";
import { statements, systemContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { addressContacts } from "../contacts/address-contacts.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";

interface Unread {
  inboxId: number;
  providerMessageId: string;
  senderId: number | null;
  to: string;
  isGroup: boolean;
}

/** Messages that one look marks as read at the provider. */
const MOST_RECEIPTS = 50;

/** Tells the provider that the customer's last messages were read. A refusal is noted and not repeated: nothing depends on it. */
export async function pushRead(at: { accountId: number; conversationId: number }): Promise<void> {
  const ctx = systemContext(at.accountId, "delivery");
  const rows = await statements(ctx)<Unread[]>`
    select m.inbox_id as "inboxId", m.provider_message_id as "providerMessageId", m.sender_id as "senderId",
      ci.source_id as "to", c.group_type = 'group' as "isGroup"
    from messages m
    join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
    join contact_inboxes ci on ci.account_id = c.account_id and ci.id = c.contact_inbox_id
    where m.account_id = ${at.accountId} and m.conversation_id = ${at.conversationId} and m.message_type = 0
      and m.provider_message_id is not null
    order by m.created_at desc
    limit ${MOST_RECEIPTS}`;
  const inbox = rows[0] && (await findConnectedInbox(ctx, rows[0].inboxId));
  if (!rows[0] || !inbox?.channel.actions.markRead) return;
  const authors = await addressContacts(ctx, inbox.id, rows);
  const messages = rows.map(({ providerMessageId, senderId }): SentMessage => {
    const author = senderId === null ? undefined : authors.get(senderId);
    return { id: providerMessageId, fromMe: false, ...(author && { author }) };
  });
  try {
    await inbox.channel.actions.markRead(messages, { to: rows[0].to, isGroup: rows[0].isGroup }, inbox.settings);
  } catch (error) {
    if (!isChannelError(error) || error.kind !== "refused") throw error;
    runtime().log.info({ inboxId: inbox.id, err: error }, "the provider refused a read receipt");
  }
}
