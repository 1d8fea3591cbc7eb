import { getChannel } from "../../../channels/registry.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import { toUnix } from "../../../platform/contract/fields.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import { findMessages } from "../../messages/queries/find-messages.ts";
import { loadMessagesById, type MessageRow } from "../../messages/queries/load-messages.ts";
import type { searchConversations as operation } from "../contract/find.ts";

/** Rows of a page (contract, conventions §7). */
const PAGE_SIZE = 25;
/** Matching messages that are looked at: the newest. */
const MOST_MESSAGES = 500;
/** Shown of one conversation. */
const MOST_SHOWN = 5;

type Found = Result<typeof operation>;

/**
 * Conversations of the caller's inboxes in which a text was received or sent, whatever their status: those that were active last
 * first, with the messages that match (contract, conversations §2). A blank text finds nothing.
 */
export async function searchConversations(ctx: AccountContext, input: Input<typeof operation>): Promise<Found> {
  const text = input.q.trim();
  const ids = text === "" ? [] : await findMessages(ctx, { text, offset: 0, limit: MOST_MESSAGES });
  if (ids.length === 0) return { meta: { mine_count: 0, unassigned_count: 0, all_count: 0 }, payload: [] };
  const rows = await loadFound(ctx, ids, input.page);
  const messages = await loadMessagesById(
    ctx,
    rows.flatMap((row) => row.messageIds),
  );
  return { meta: await countFound(ctx, ids), payload: rows.map((row) => serialize(ctx, row, messages)) };
}

/** Of all pages, so that a page beyond the last one has the same. */
async function countFound(ctx: AccountContext, ids: number[]): Promise<Found["meta"]> {
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : 0;
  const [row] = await statements(ctx)<Found["meta"][]>`
    select count(*) filter (where c.assignee_id = ${userId})::int as mine_count,
      count(*) filter (where c.assignee_id is null)::int as unassigned_count, count(*)::int as all_count
    from conversations c
    where c.account_id = ${ctx.accountId} and c.id in (
      select conversation_id from messages where account_id = ${ctx.accountId} and id = any(${ids}::bigint[]))`;
  return row ?? { mine_count: 0, unassigned_count: 0, all_count: 0 };
}

interface Row {
  displayId: number;
  uuid: string;
  createdAt: string;
  contact: { id: number; name: string };
  inbox: { id: number; name: string; channel: string };
  messageIds: number[];
}

async function loadFound(ctx: AccountContext, ids: number[], page: number): Promise<Row[]> {
  return statements(ctx)<Row[]>`
    with said as (
      select conversation_id, array_agg(id order by id desc) as message_ids from messages
      where account_id = ${ctx.accountId} and id = any(${ids}::bigint[])
      group by conversation_id
    )
    select c.display_id as "displayId", c.uuid, c.created_at as "createdAt",
      jsonb_build_object('id', k.id, 'name', k.name) as contact,
      jsonb_build_object('id', i.id, 'name', i.name, 'channel', i.channel) as inbox,
      said.message_ids[1:${MOST_SHOWN}] as "messageIds"
    from said
    join conversations c on c.account_id = ${ctx.accountId} and c.id = said.conversation_id
    join contacts k on k.account_id = c.account_id and k.id = c.contact_id
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    order by c.last_activity_at desc, c.id desc
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`;
}

const serialize = (ctx: AccountContext, row: Row, messages: Map<number, MessageRow>): Found["payload"][number] => ({
  id: row.displayId,
  uuid: row.uuid,
  created_at: toUnix(new Date(row.createdAt)),
  account_id: ctx.accountId,
  contact: row.contact,
  inbox: { id: row.inbox.id, name: row.inbox.name, channel_type: getChannel(row.inbox.channel).type },
  messages: row.messageIds.flatMap((id) => {
    const message = messages.get(id);
    return message ? [serializeSaid(message)] : [];
  }),
});

const serializeSaid = (row: MessageRow) => ({
  id: row.id,
  content: row.content,
  ...(row.sender && { sender_name: row.sender.displayName || row.sender.name }),
  message_type: row.messageType,
  created_at: toUnix(row.createdAt),
});
