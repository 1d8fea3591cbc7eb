import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { getConversationRow } from "../conversations/queries/get-conversation.ts";
import type * as contract from "./contract/readers.ts";

interface Row {
  id: number;
  name: string;
  phoneNumber: string | null;
  avatarKey: string | null;
  deliveredAt: string | null;
  readAt: string | null;
}

/**
 * Who in a group got and read a message of ours: readers first, then those who have it, the latest first. Members of whom the provider
 * said nothing are in the count only.
 *
 * @throws not_found, forbidden as for the conversation
 */
export async function listMessageReaders(
  ctx: AccountContext,
  input: Input<typeof contract.listMessageReaders>,
): Promise<Result<typeof contract.listMessageReaders>> {
  const conversation = await getConversationRow(ctx, input.conversation_id);
  const sql = statements(ctx);
  const [counted] = await sql<{ members: number }[]>`
    select (
      select count(*)::int from group_members g
      join contacts c on c.account_id = g.account_id and c.id = g.contact_id
      where g.account_id = m.account_id and g.group_contact_id = v.contact_id and g.is_active
        and coalesce(right(c.phone_number, 8), '') <> right(coalesce(i.settings ->> 'phone_number', ''), 8)
    ) as members
    from messages m
    join conversations v on v.account_id = m.account_id and v.id = m.conversation_id
    join inboxes i on i.account_id = m.account_id and i.id = m.inbox_id
    where m.account_id = ${ctx.accountId} and m.id = ${input.message_id} and m.conversation_id = ${conversation.id}`;
  if (!counted) throw notFound(`message ${input.message_id}`);
  const rows = await sql<Row[]>`
    select c.id, c.name, c.phone_number as "phoneNumber", c.avatar_key as "avatarKey",
      r.delivered_at as "deliveredAt", r.read_at as "readAt"
    from message_receipts r
    join contacts c on c.account_id = r.account_id and c.id = r.contact_id
    where r.account_id = ${ctx.accountId} and r.message_id = ${input.message_id}
    order by r.read_at desc nulls last, r.delivered_at desc, c.id`;
  const readCount = rows.filter((row) => row.readAt !== null).length;
  return {
    payload: rows.map(serializeReader),
    meta: { member_count: counted.members, read_count: readCount, delivered_count: rows.length },
  };
}

const iso = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());

const serializeReader = ({ id, name, phoneNumber, avatarKey, deliveredAt, readAt }: Row) => ({
  contact: { id, name, phone_number: phoneNumber, thumbnail: avatarLink(avatarKey) },
  delivered_at: iso(deliveredAt),
  read_at: iso(readAt),
});
