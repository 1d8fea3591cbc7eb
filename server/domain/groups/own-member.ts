import { type AccountContext, statements } from "../../platform/context.ts";
import { isSamePhone } from "../contacts/phone-numbers.ts";

export interface OwnMember {
  id: number;
  isAdmin: boolean;
}

/** Number of the inbox of a contact's first contact inbox (contract, groups §1); null when it has none. */
export async function ownPhoneOf(ctx: AccountContext, contactId: number): Promise<string | null> {
  const [row] = await statements(ctx)<{ phone: string | null }[]>`
    select nullif(i.settings ->> 'phone_number', '') as phone
    from contact_inboxes ci
    join inboxes i on i.account_id = ci.account_id and i.id = ci.inbox_id
    where ci.account_id = ${ctx.accountId} and ci.contact_id = ${contactId}
    order by ci.id limit 1`;
  return row?.phone ?? null;
}

/**
 * The active member that is our own number: the last eight digits decide (contract, groups §3), and of several the one with all digits.
 *
 * @param phone  ours
 */
export async function findOwnMember(
  ctx: AccountContext,
  groupId: number,
  phone: string | null,
): Promise<OwnMember | null> {
  const digits = (phone ?? "").replace(/\D/g, "").slice(-8);
  if (digits === "") return null;
  // Names the contacts by their ids, so that one pass over them is enough also before the tables' statistics are up to date.
  const rows = await statements(ctx)<{ id: number; role: string; phone: string }[]>`
    with members as materialized (
      select id, role, contact_id from group_members
      where account_id = ${ctx.accountId} and group_contact_id = ${groupId} and is_active
    )
    select m.id, m.role, c.phone_number as phone
    from contacts c
    join members m on m.contact_id = c.id
    where c.account_id = ${ctx.accountId} and c.id = any(array(select contact_id from members))
      and right(c.phone_number, 8) = ${digits}
    order by c.phone_number = ${phone} desc, m.id`;
  const own = rows.find((row) => isSamePhone(row.phone, phone));
  return own ? { id: own.id, isAdmin: own.role === "admin" } : null;
}
