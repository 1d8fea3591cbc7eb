import { runtime } from "../runtime.ts";

const ROWS_AT_ONCE = 5_000;

/** Deletes all events of an account that is gone, batch by batch: no foreign key does it. */
export async function deleteEventsOf(accountId: number): Promise<void> {
  let deleted: number;
  do {
    const rows = await runtime().sql`
      delete from events where account_id = ${accountId} and id in (
        select id from events where account_id = ${accountId} limit ${ROWS_AT_ONCE})
      returning 1`;
    deleted = rows.length;
  } while (deleted > 0);
}
