import { deleteEventsOf } from "../../platform/events/delete-events.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";
import { runtime } from "../../platform/runtime.ts";
import { forgetAccountJob } from "./jobs.ts";

const ROWS_AT_ONCE = 5_000;

/** An account was deleted: its calls, which no foreign key ties to it, go in the background. */
export const forgetDeletedAccount: Subscriber = {
  name: "forget_deleted_account",
  handles: ["account.deleted"],
  async consume(_events, tx) {
    tx.enqueue(forgetAccountJob, { account_id: tx.accountId }, { priority: 10 });
  },
};

/**
 * Deletes the log of calls of an account that is gone, and at last its events: calls were made of them. Broken off, it goes on where it
 * stopped.
 */
export async function forgetAccount(accountId: number): Promise<void> {
  const { sql } = runtime();
  const [account] = await sql`select 1 from accounts where id = ${accountId}`;
  if (account) return;
  let deleted: number;
  do {
    const rows = await sql`
      delete from webhook_deliveries where account_id = ${accountId} and id in (
        select id from webhook_deliveries where account_id = ${accountId} limit ${ROWS_AT_ONCE})
      returning 1`;
    deleted = rows.length;
  } while (deleted > 0);
  await deleteEventsOf(accountId);
}
