import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Who writes in a group is a member of it (contract, groups §5). Known members stay as they are. The new rows count as
 * reported long ago, so that any real report about the person wins.
 *
 * @param senders  contact ids; repeats allowed
 */
export async function noteGroupSenders(
  tx: Tx,
  senders: { groupContactId: number; contactId: number }[],
): Promise<void> {
  if (senders.length === 0) return;
  countStatement();
  const added = await tx.sql<{ group_contact_id: number }[]>`
    insert into group_members (account_id, group_contact_id, contact_id, changed_at)
    select distinct ${tx.accountId}::bigint, s."groupContactId", s."contactId", to_timestamp(0)
    from jsonb_to_recordset(${JSON.stringify(senders)}::text::jsonb) as s ("groupContactId" bigint, "contactId" bigint)
    where not exists (
      select from group_members m where m.account_id = ${tx.accountId}
        and m.group_contact_id = s."groupContactId" and m.contact_id = s."contactId")
    order by s."groupContactId", s."contactId"
    on conflict do nothing
    returning group_contact_id`;
  for (const id of new Set(added.map((row) => row.group_contact_id)))
    tx.emit("group.members_changed", { contact_id: id });
}
