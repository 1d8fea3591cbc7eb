import { runtime } from "#server/platform/runtime.ts";
import {
  type SeededAccount,
  seedAccount,
  seedContact,
  seedConversation,
  seedMessage,
  seedNotification,
} from "./seed.ts";
import { seedScheduled, seedSeries } from "./seed-scheduled.ts";
import { seedCannedResponse, seedCustomFilter, seedDashboardApp, seedLabel, seedTeam } from "./seed-settings.ts";

/** Every id of the second tenant is above this one, and nobody else's is. */
const FIRST_ID = 7_700_000_000;

/** An id of the second tenant, in the text of an answer. */
export const isOfSecondTenant = /\b77000\d{5}\b/;

/** The account that stands in every test database, and a record of each kind that a request could name. */
export interface SecondTenant {
  account: SeededAccount;
  conversation: { id: number; displayId: number };
  contactId: number;
  messageId: number;
  teamId: number;
  labelId: number;
}

/**
 * Fills another account, of which nothing may ever be seen in the answers that tests get: whoever forgets the account in a query
 * shows its rows.
 */
export async function seedSecondTenant(): Promise<SecondTenant> {
  const restore = await countFrom(FIRST_ID);
  const account = await seedAccount("Second tenant");
  await runtime().sql`
    insert into account_counters (account_id, conversation_display_id) values (${account.id}, ${FIRST_ID})`;
  const conversation = await seedConversation(account, { assigneeId: account.inside.id });
  const { id: messageId } = await seedMessage(account.id, conversation);
  await seedContact(account.id, { name: "Maria", email: "maria@second.example.com" });
  const { id: labelId } = await seedLabel(account.id);
  const { id: teamId } = await seedTeam(account.id, {}, [account.inside.id]);
  await seedCannedResponse(account.id);
  await seedCustomFilter(account.id, account.admin.id);
  await seedDashboardApp(account.id);
  await seedNotification(account, account.admin.id, { conversationId: conversation.id, eventId: FIRST_ID });
  await seedScheduled(account.id, conversation);
  await seedSeries(account.id, conversation);
  await restore();
  const { id, displayId, contactId } = conversation;
  return { account, conversation: { id, displayId }, contactId, messageId, teamId, labelId };
}

/** Lets all generated ids begin at `first`. @returns lets them go on where they were */
async function countFrom(first: number): Promise<() => Promise<void>> {
  const { sql } = runtime();
  const sequences = await sql<{ name: string; last: string | null }[]>`
    select format('%I.%I', schemaname, sequencename) as name, last_value as last
    from pg_sequences where schemaname = 'public'`;
  for (const { name } of sequences) await sql`select setval(${name}::regclass, ${first}, true)`;
  return async () => {
    for (const { name, last } of sequences)
      await sql`select setval(${name}::regclass, ${Number(last ?? 1)}, ${last !== null})`;
  };
}
