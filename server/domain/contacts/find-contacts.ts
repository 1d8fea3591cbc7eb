import { and, eq, type SQL, sql } from "drizzle-orm";
import { contacts, isResolvedContact } from "#db/schema/contacts.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { ContactRow } from "./change-contact.ts";
import { contactsMatching, findContactRows } from "./queries.ts";

/** Who writes often is among those who wrote last; looking there costs milliseconds, however many contacts there are. */
const NEWEST = 3_000;

/**
 * Contacts of the lists that contain a text in name, e-mail, phone number or identifier, those who wrote last first. Fast
 * whatever the text: a frequent one is found among the newest, a rare one by the index of the parts of words.
 */
export async function findContacts(
  ctx: AccountContext,
  search: { text: string; offset: number; limit: number },
): Promise<ContactRow[]> {
  const newest = sql`(select * from ${contacts} where ${and(eq(contacts.accountId, ctx.accountId), isResolvedContact)}
    order by ${byActivity} limit ${NEWEST})`;
  const found = await idsIn(ctx, newest, search);
  const ids = found.length === search.limit ? found : await idsIn(ctx, everyMatch(ctx, search.text), search);
  const rows = new Map((await findContactRows(ctx, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

const byActivity = sql`${contacts.lastActivityAt} desc nulls last, ${contacts.id} desc`;

/** Cut off from the order, or the planner may walk every contact of the account instead of using the index of words. */
const everyMatch = (ctx: AccountContext, text: string): SQL =>
  sql`(select * from ${contacts} where ${and(contactsMatching(ctx, text), isResolvedContact)} offset 0)`;

async function idsIn(
  ctx: AccountContext,
  source: SQL,
  { text, offset, limit }: { text: string; offset: number; limit: number },
): Promise<number[]> {
  const rows = await database(ctx).execute<{ id: number }>(sql`
    select ${contacts.id} as id from ${source} as contacts where ${contactsMatching(ctx, text)}
    order by ${byActivity} limit ${limit} offset ${offset}`);
  return rows.map((row) => Number(row.id));
}
