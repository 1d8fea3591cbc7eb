import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Groups that one of two contacts asked to join name the one that stays, once (contract, groups §1).
 */
export async function handOverJoinRequests(tx: Tx, { from, to }: { from: number; to: number }): Promise<void> {
  countStatement();
  const rows = await tx.sql<{ id: number }[]>`
    with asked as (
      select k.id, k.additional_attributes -> 'pending_join_requests' as requests
      from groups g join contacts k on k.account_id = g.account_id and k.id = g.contact_id
      where g.account_id = ${tx.accountId}
        and k.additional_attributes -> 'pending_join_requests' @> ${JSON.stringify([{ contact_id: from }])}::text::jsonb
      order by k.id
      for no key update of k
    )
    update contacts k set revision = k.revision + 1, updated_at = now(),
      additional_attributes = jsonb_set(k.additional_attributes, '{pending_join_requests}', (
        select coalesce(jsonb_agg(request order by place), '[]') from (
          select distinct on (contact_id) place, jsonb_set(request, '{contact_id}', to_jsonb(contact_id)) as request
          from jsonb_array_elements(asked.requests) with ordinality as entry (request, place)
          cross join lateral (
            select case when (request ->> 'contact_id')::bigint = ${from} then ${to}::bigint
              else (request ->> 'contact_id')::bigint end as contact_id) as named
          order by contact_id, place) as once))
    from asked where k.account_id = ${tx.accountId} and k.id = asked.id
    returning k.id`;
  for (const { id } of rows) tx.emit("contact.updated", { contact_id: id });
}
