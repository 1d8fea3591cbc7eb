import { runtime } from "../../platform/runtime.ts";

/** So many messages of an inbox. */
export interface PaceOfInbox {
  accountId: number;
  inboxId: number;
  /** What its provider takes. */
  perSecond: number;
  count: number;
}

/** However slow a channel: so many that were planned for the same moment do not wait for each other. */
const AT_ONCE = 100;

/**
 * Takes room for messages out of what their inboxes may send now. The rows are counted by the database's clock and under their locks, so
 * several processes share one rate. One statement, however many inboxes.
 *
 * @returns how many of each inbox may go out, by its id
 */
export async function takePace(wanted: PaceOfInbox[]): Promise<Map<number, number>> {
  if (wanted.length === 0) return new Map();
  const values = wanted.map(({ accountId, inboxId, perSecond, count }) => {
    const most = Math.max(AT_ONCE, perSecond);
    return { account_id: accountId, inbox_id: inboxId, most, per_second: perSecond, count: Math.min(count, most) };
  });
  const rows = await runtime().sql<{ inboxId: number; granted: number }[]>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
        as w (account_id bigint, inbox_id bigint, most double precision, per_second double precision, count integer)
    )
    insert into scheduled_paces as p (account_id, inbox_id, spare, granted, counted_at)
    select account_id, inbox_id, most - count, count, clock_timestamp() from wanted
    where exists (select from inboxes i where i.account_id = wanted.account_id and i.id = wanted.inbox_id)
    order by account_id, inbox_id
    on conflict (account_id, inbox_id) do update set (spare, granted, counted_at) = (
      select room.left - least(room.count, floor(room.left)), least(room.count, floor(room.left)), room.at
      from (
        select w.count, now.at, least(w.most,
          p.spare + greatest(extract(epoch from now.at - p.counted_at), 0) * w.per_second) as left
        from wanted w, (select clock_timestamp() as at) as now
        where w.account_id = p.account_id and w.inbox_id = p.inbox_id
      ) as room)
    returning inbox_id as "inboxId", granted`;
  return new Map(rows.map(({ inboxId, granted }) => [inboxId, granted]));
}

/** Puts back what was taken and not used. */
export async function giveBackPace(unused: Pick<PaceOfInbox, "accountId" | "inboxId" | "count">[]): Promise<void> {
  const values = unused.map(({ accountId, inboxId, count }) => ({ account_id: accountId, inbox_id: inboxId, count }));
  // Locked in the order in which room is taken.
  await runtime().sql`
    with unused as (
      select p.account_id, p.inbox_id, u.count
      from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as u (account_id bigint, inbox_id bigint, count integer)
      join scheduled_paces p on p.account_id = u.account_id and p.inbox_id = u.inbox_id
      order by p.account_id, p.inbox_id
      for update of p
    )
    update scheduled_paces p set spare = p.spare + unused.count
    from unused where p.account_id = unused.account_id and p.inbox_id = unused.inbox_id`;
}
