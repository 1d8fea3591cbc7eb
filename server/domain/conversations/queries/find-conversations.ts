import { and, eq, notInArray, type SQL, sql } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { conversations } from "#db/schema/conversations.ts";
import { type AccountContext, database } from "../../../platform/context.ts";
import { visibleInboxes } from "../../../policies/inboxes.ts";
import { contactsMatching } from "../../contacts/queries.ts";
import { type ConversationRow, loadConversations } from "./load-conversations.ts";

interface Search {
  text: string;
  offset: number;
  limit: number;
}

/** A name that is frequent is among the newest conversations; looking there costs milliseconds, however many there are. */
const NEWEST = 3_000;

/**
 * Conversations of the caller's inboxes whose number is the text, or whose contact contains it in name, e-mail, phone number or
 * identifier (contract, conversations §2): the one with that number, then those that were active last. Fast whatever the text: a
 * frequent one is found among the newest conversations, a rare one by the index of the parts of words.
 */
export async function findConversations(ctx: AccountContext, search: Search): Promise<ConversationRow[]> {
  const exact = await findByNumber(ctx, search.text);
  const ids = [...(search.offset === 0 ? exact : []), ...(await findByContact(ctx, afterExact(search, exact), exact))];
  if (ids.length === 0) return [];
  const loaded = await loadConversations(ctx, (statement) => ({ where: statement`c.id = any(${ids}::bigint[])` }));
  const rows = new Map(loaded.map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** The one with the number takes the first place of the first page: all others move on by one. */
function afterExact({ text, offset, limit }: Search, exact: number[]): Search {
  if (exact.length === 0) return { text, offset, limit };
  return offset === 0 ? { text, offset, limit: limit - 1 } : { text, offset: offset - 1, limit };
}

async function findByNumber(ctx: AccountContext, text: string): Promise<number[]> {
  if (!/^\d{1,15}$/.test(text)) return [];
  const rows = await database(ctx)
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(ofAccount(ctx), eq(conversations.displayId, Number(text)), visibleInboxes(ctx, conversations.inboxId)));
  return rows.map((row) => row.id);
}

async function findByContact(ctx: AccountContext, search: Search, exact: number[]): Promise<number[]> {
  const isOther = exact.length > 0 ? notInArray(conversations.id, exact) : undefined;
  const visible = and(visibleInboxes(ctx, conversations.inboxId), isOther);
  const newest = sql`(select * from ${conversations} where ${ofAccount(ctx)} order by ${byActivity} limit ${NEWEST})`;
  const contact = and(eq(contacts.accountId, ctx.accountId), eq(contacts.id, conversations.contactId));
  // One look-up by key for each, and never a join that reads every contact.
  const among = await idsOf(ctx, {
    from: sql`${newest} as conversations cross join lateral (
      select from ${contacts} where ${and(contact, contactsMatching(ctx, search.text))} offset 0) as matching`,
    where: visible,
    search,
  });
  if (among.length === search.limit) return among;
  return idsOf(ctx, {
    from: sql`(select ${contacts.id} as contact_id from ${contacts} where ${contactsMatching(ctx, search.text)} offset 0) as matching
      cross join lateral (
        select * from ${conversations} where ${ofAccount(ctx)} and ${conversations.contactId} = matching.contact_id offset 0) as conversations`,
    where: visible,
    search,
  });
}

const ofAccount = (ctx: AccountContext) => eq(conversations.accountId, ctx.accountId);
const byActivity = sql`${conversations.lastActivityAt} desc, ${conversations.id} desc`;

async function idsOf(
  ctx: AccountContext,
  { from, where, search }: { from: SQL; where: SQL | undefined; search: Search },
): Promise<number[]> {
  const rows = await database(ctx).execute<{ id: number }>(sql`
    select ${conversations.id} as id from ${from} where ${where}
    order by ${byActivity} limit ${search.limit} offset ${search.offset}`);
  return rows.map((row) => Number(row.id));
}
