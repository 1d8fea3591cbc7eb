import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedMessage, seedPerson, seedTwoAccounts } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { dispatchEvents } from "#server/platform/events/dispatch-events.ts";
import { runtime } from "#server/platform/runtime.ts";
import { registry } from "../registry.ts";
import { deleteAccount } from "./delete-account.ts";

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);

/** Everything that the workers do about it. */
async function work(): Promise<void> {
  for (let isBusy = true; isBusy; ) {
    isBusy = false;
    await dispatchEvents(registry);
    for (const job of registry.jobs) {
      for (const payload of await takeJobs(job.name)) {
        isBusy = true;
        await job.run(job.payload.parse(payload));
      }
    }
  }
}

const put = (key: string) => runtime().storage.put(key, Buffer.from(key), { contentType: "application/octet-stream" });

async function fill(account: SeededAccount): Promise<string[]> {
  const { sql } = runtime();
  await seedMessage(account.id, await seedConversation(account));
  await sql`
    insert into webhook_deliveries (account_id, target, event, url, payload)
    values (${account.id}, 'webhook:1', 'message_created', 'https://example.com', '{}')`;
  await transaction(systemContext(account.id), async (tx) => tx.emit("contact.deleted", { contact_id: 1 }));
  const keys = [`accounts/${account.id}/attachments/a`, `accounts/${account.id}/exports/b.csv`];
  for (const key of keys) await put(key);
  return keys;
}

/** How many rows of an account there are, in whichever table. */
async function rowsOf(accountId: number): Promise<Record<string, number>> {
  const { sql } = runtime();
  const tables = await sql<{ name: string }[]>`
    select t.relname as name from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'account_id'
    where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from ${sql(name)} where account_id = ${accountId}`;
    if (row && row.count > 0) counts[name] = row.count;
  }
  return counts;
}

test("a deleted account leaves no row in any table, no event and no file; others keep theirs, and shared people stay", async () => {
  const account = await seedTwoAccounts();
  const { sql, storage } = runtime();
  const keys = await fill(account);
  const others = await fill(account.other);
  const shared = await seedPerson(account.id, "agent", "Shared");
  await sql`insert into account_users (account_id, user_id) values (${account.other.id}, ${shared.id})`;
  for (const { id } of [account.inside, shared]) await put(`users/${id}/picture`);
  await work();
  const before = await rowsOf(account.other.id);
  await sql`update accounts set status = 'suspended' where id = ${account.id}`;
  await deleteAccount(account.id);
  await deleteAccount(account.id);
  await work();
  expect(await rowsOf(account.id)).toEqual({});
  expect(await rowsOf(account.other.id)).toEqual(before);
  for (const key of [...keys, `users/${account.inside.id}/picture`]) expect(await storage.read(key)).toBe(null);
  for (const key of [...others, `users/${shared.id}/picture`]) expect(await storage.read(key)).not.toBe(null);
  const people = await sql`select id from users where id = any(${[account.inside.id, shared.id]}::bigint[])`;
  expect([...people]).toEqual([{ id: shared.id }]);
});

test("an account that is in use is not deleted", async () => {
  const account = await seedTwoAccounts();
  await deleteAccount(account.id);
  expect((await rowsOf(account.id)).account_users).toBe(3);
});
