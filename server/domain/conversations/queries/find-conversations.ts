import { and, eq, type SQL, sql } from "drizzle-orm";
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
  const newest = await idsIn(ctx, newestConversations(ctx), search);
  const ids = newest.length === search.limit ? newest : await idsIn(ctx, everyMatch(ctx, search.text), search);
  if (ids.length === 0) return [];
  const loaded = await loadConversations(ctx, (statement) => ({ where: statement`c.id = any(${ids}::bigint[])` }));
  const rows = new Map(loaded.map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** What is needed to choose; the rows themselves are loaded afterwards. */
const columns = sql.raw("id, account_id, contact_id, inbox_id, display_id, last_activity_at");

const ofAccount = (ctx: AccountContext) => eq(conversations.accountId, ctx.accountId);

const newestConversations = (ctx: AccountContext): SQL => sql`(
  select ${columns} from ${conversations} where ${ofAccount(ctx)}
  order by ${conversations.lastActivityAt} desc, ${conversations.id} desc limit ${NEWEST})`;

const everyMatch = (ctx: AccountContext, text: string): SQL => sql`(
  select ${columns} from ${conversations} where ${ofAccount(ctx)} and ${conversations.contactId} in (
    select ${contacts.id} from ${contacts} where ${contactsMatching(ctx, text)})
  offset 0)`;

async function idsIn(ctx: AccountContext, source: SQL, { text, offset, limit }: Search): Promise<number[]> {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : null;
  const hasNumber = sql`${conversations.displayId} = ${number}::bigint`;
  const rows = await database(ctx).execute<{ id: number }>(sql`
    with source as (
      select * from ${source} as listed
      union
      select ${columns} from ${conversations} where ${and(ofAccount(ctx), hasNumber)}
    )
    select ${conversations.id} as id from source as conversations
    join ${contacts} on ${and(eq(contacts.accountId, ctx.accountId), eq(contacts.id, conversations.contactId))}
    where (${contactsMatching(ctx, text)} or ${hasNumber}) and ${visibleInboxes(ctx, conversations.inboxId)}
    order by (${hasNumber}) is true desc, ${conversations.lastActivityAt} desc, ${conversations.id} desc
    limit ${limit} offset ${offset}`);
  return rows.map((row) => Number(row.id));
}
