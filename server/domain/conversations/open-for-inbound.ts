import type { Tx } from "../../platform/database/transaction.ts";

/** A chat that something arrived in. */
export interface InboundChatRow {
  contactInboxId: number;
  contactId: number;
  groupType: "individual" | "group";
  blocked: boolean;
}

/** A conversation as ingest needs it, locked until the transaction ends. */
export interface OpenConversation {
  id: number;
  displayId: number;
  contactInboxId: number;
  contactId: number;
  status: "open" | "resolved" | "pending" | "snoozed";
  groupType: "individual" | "group";
  blocked: boolean;
}

interface Rules {
  inboxId: number;
  /** One conversation per contact, whatever its status. */
  lockToSingleConversation: boolean;
  /** A bot answers first: new conversations are pending. */
  hasActiveBot: boolean;
}

/**
 * The conversation each chat's new messages join, locked *before* any message is inserted so that message ids follow commit
 * order. Which one: contract, conversations §6.2; groups join an open or pending one only. Missing ones are created.
 *
 * @param chats  distinct, all of one inbox; their contact rows are locked by the caller, so no second first message races
 * @returns one conversation per `contactInboxId`
 */
export async function openForInbound(
  tx: Tx,
  rules: Rules,
  chats: InboundChatRow[],
): Promise<Map<number, OpenConversation>> {
  const found = await lockOpenConversations(tx, rules, chats);
  const missing = chats.filter((chat) => !found.has(chat.contactInboxId));
  return new Map([...found, ...(await createConversations(tx, rules, missing))]);
}

/** The first half of `openForInbound`: those that are there, by `contactInboxId`. */
export async function lockOpenConversations(
  tx: Tx,
  rules: Rules,
  chats: InboundChatRow[],
): Promise<Map<number, OpenConversation>> {
  const rows = await tx.sql<Omit<OpenConversation, "blocked">[]>`
    select c.id, c.display_id as "displayId", c.contact_inbox_id as "contactInboxId", c.contact_id as "contactId",
      c.status, c.group_type as "groupType"
    from unnest(${chats.map((chat) => chat.contactInboxId)}::bigint[]) as chat (contact_inbox_id)
    cross join lateral (
      select id from conversations
      where account_id = ${tx.accountId} and contact_inbox_id = chat.contact_inbox_id
        and (${rules.lockToSingleConversation}
          or status in ('open', 'pending')
          or (status = 'snoozed' and group_type = 'individual'))
      order by id desc
      limit 1
    ) as newest
    join conversations c on c.account_id = ${tx.accountId} and c.id = newest.id
    order by c.id
    for update of c`;
  const blocked = new Map(chats.map((chat) => [chat.contactInboxId, chat.blocked]));
  return new Map(
    rows.map((row) => [row.contactInboxId, { ...row, blocked: blocked.get(row.contactInboxId) ?? false }]),
  );
}

/** The second half of `openForInbound`: new ones, by `contactInboxId`. */
export async function createConversations(
  tx: Tx,
  rules: Rules,
  chats: InboundChatRow[],
): Promise<Map<number, OpenConversation>> {
  if (chats.length === 0) return new Map();
  const firstDisplayId = await takeDisplayIds(tx, chats.length);
  const rows = chats.map((chat, position) => ({
    display_id: firstDisplayId + position,
    contact_id: chat.contactId,
    contact_inbox_id: chat.contactInboxId,
    group_type: chat.groupType,
    status: chat.blocked ? "resolved" : rules.hasActiveBot ? "pending" : "open",
  }));
  const blocked = new Map(chats.map((chat) => [chat.contactInboxId, chat.blocked]));
  const created = await tx.sql<Omit<OpenConversation, "blocked">[]>`
    insert into conversations (account_id, inbox_id, display_id, contact_id, contact_inbox_id, group_type, status)
    select ${tx.accountId}, ${rules.inboxId}, display_id, contact_id, contact_inbox_id, group_type, status
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r (display_id bigint, contact_id bigint, contact_inbox_id bigint, group_type text, status text)
    order by display_id
    returning id, display_id as "displayId", contact_inbox_id as "contactInboxId", contact_id as "contactId", status,
      group_type as "groupType"`;
  for (const { id } of created) tx.emit("conversation.created", { conversation_id: id });
  return new Map(
    created.map((row) => [row.contactInboxId, { ...row, blocked: blocked.get(row.contactInboxId) ?? false }]),
  );
}

/**
 * Takes numbers that people see for new conversations. The counter's row stays locked until commit, which keeps them
 * without gaps.
 *
 * @returns the first of `count` consecutive display ids
 */
export async function takeDisplayIds(tx: Tx, count: number): Promise<number> {
  const [row] = await tx.sql<{ last: number }[]>`
    insert into account_counters (account_id, conversation_display_id) values (${tx.accountId}, ${count})
    on conflict (account_id) do update
      set conversation_display_id = account_counters.conversation_display_id + ${count}
    returning conversation_display_id as last`;
  if (!row) throw new Error("The counter of display ids returned no row");
  return row.last - count + 1;
}
