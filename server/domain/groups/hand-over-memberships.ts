import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** Gives the memberships of a contact to another one. Where both were in a group, what was reported last stays. */
export async function handOverMemberships(tx: Tx, move: { from: number; to: number }): Promise<void> {
  const joint = await uniteMemberships(tx, move);
  countStatement();
  const moved = await tx.sql<{ groupId: number }[]>`
    update group_members set contact_id = ${move.to}, updated_at = now()
    where account_id = ${tx.accountId} and contact_id = ${move.from}
    returning group_contact_id as "groupId"`;
  for (const { groupId } of [...joint, ...moved]) tx.emit("group.members_changed", { contact_id: groupId });
}

async function uniteMemberships(tx: Tx, { from, to }: { from: number; to: number }): Promise<{ groupId: number }[]> {
  countStatement();
  return tx.sql<{ groupId: number }[]>`
    with theirs as (
      delete from group_members t using group_members k
      where t.account_id = ${tx.accountId} and t.contact_id = ${from}
        and k.account_id = t.account_id and k.group_contact_id = t.group_contact_id and k.contact_id = ${to}
      returning t.group_contact_id, t.role, t.is_active, t.changed_at
    ), newer as (
      update group_members k set role = t.role, is_active = t.is_active, changed_at = t.changed_at, updated_at = now()
      from theirs t
      where k.account_id = ${tx.accountId} and k.group_contact_id = t.group_contact_id and k.contact_id = ${to}
        and (k.changed_at, k.is_active, k.role = 'admin') < (t.changed_at, t.is_active, t.role = 'admin')
    )
    select group_contact_id as "groupId" from theirs order by 1`;
}
