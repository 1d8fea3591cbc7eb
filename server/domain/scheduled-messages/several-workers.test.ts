import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually } from "#db/testing/eventually.ts";
import { type SeededAccount, seedAccount, seedConversation, seedInbox } from "#db/testing/seed.ts";
import { seedScheduled } from "#db/testing/seed-scheduled.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { giveBackPace, takePace } from "./inbox-pace.ts";
import { sendDue } from "./send-due.ts";

let account: SeededAccount;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  await runtime().sql`update scheduled_messages set due_at = null`;
  account = await seedAccount();
});

const sent = async () =>
  (
    await runtime().sql<{ content: string }[]>`
      select content from messages where account_id = ${account.id} and message_type = 1 order by id`
  ).map(({ content }) => content);
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

test("two processes together keep to what the provider of an inbox takes", async () => {
  const settings = { base_url: "http://localhost:1", phone_number: `+1202556${1000 + account.id}` };
  const inbox = await seedInbox(account.id, [account.inside.id], { channel: "whapi", settings });
  const chat = await seedConversation(account, { inboxId: inbox.id });
  for (let n = 0; n < 190; n++) {
    await seedScheduled(account.id, chat, { status: "pending", content: `${n}`, scheduledAt: ago(300 - n) });
  }
  const started = performance.now();
  await sendDue();
  // What a process remembers for itself: another one knows none of it.
  runtime().caches.delete("planned-pace");
  await sendDue();
  const seconds = (performance.now() - started) / 1000;
  expect((await sent()).length).toBeGreaterThanOrEqual(100);
  expect((await sent()).length).toBeLessThanOrEqual(100 + Math.ceil(seconds * 30));
});

test("asked at the same time, each gets its part; what is put back is there for the next", async () => {
  const inbox = await seedInbox(account.id, [account.inside.id]);
  const wish = { accountId: account.id, inboxId: inbox.id, perSecond: 0.001, count: 40 };
  const parts = await Promise.all(Array.from({ length: 4 }, () => takePace([wish])));
  expect(parts.map((part) => part.get(inbox.id) ?? 0).sort((one, other) => one - other)).toEqual([0, 20, 40, 40]);
  await giveBackPace([{ ...wish, count: 7 }]);
  expect((await takePace([wish])).get(inbox.id)).toBe(7);
});

test("what is behind one that must wait for its conversation waits as well, whoever planned it", async () => {
  const chat = await seedConversation(account);
  const elsewhere = await seedConversation(account);
  const { sql } = runtime();
  const plan = (content: string, secondsAgo: number, { of = chat, by = account.inside } = {}) =>
    seedScheduled(account.id, of, {
      status: "pending",
      content,
      scheduledAt: ago(secondsAgo),
      authorUserId: by.id,
    });
  await plan("first", 30, { by: account.admin });
  await plan("slow", 20, { of: elsewhere, by: account.outside });
  await plan("second", 10);
  await sql.unsafe(`
    create function wait_for_us() returns trigger language plpgsql as $$
    begin if new.content = 'slow' then perform pg_advisory_xact_lock(471100); end if; return new; end $$;
    create trigger wait_for_us before insert on messages for each row execute function wait_for_us()`);
  let sending: Promise<number> | undefined;
  // Somebody writes in the conversation while "first" has its turn, and is done before that of "second".
  await sql.begin(async (held) => {
    await held`select pg_advisory_xact_lock(471100)`;
    await held`select 1 from conversations where id = ${chat.id} for update`;
    sending = sendDue();
    await eventually(async () => {
      const waiting = await sql`
        select 1 from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`;
      expect(waiting).toHaveLength(1);
    });
  });
  await sending;
  expect(await sent()).toEqual(["slow"]);
  await sendDue();
  expect(await sent()).toEqual(["slow", "first", "second"]);
  await sql.unsafe("drop trigger wait_for_us on messages; drop function wait_for_us()");
});
