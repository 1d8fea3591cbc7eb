import { and, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import { messages } from "#db/schema/messages.ts";
import { type AccountContext, database } from "../../../platform/context.ts";
import { visibleInboxes } from "../../../policies/inboxes.ts";

export interface MessageSearch {
  text: string;
  offset: number;
  limit: number;
  /** Of received and sent messages; three months back unless said. */
  since?: Date;
  until?: Date;
  inboxId?: number;
  sender?: { type: "Contact" | "User"; id: number };
}

/** A word that is used often is among the newest messages; looking there costs milliseconds, whatever else there is. */
const NEWEST = 5_000;
/** The index knows parts of three characters. Shorter texts are looked for among the newest messages alone. */
const SHORTEST_INDEXED = 3;
const MONTHS = 3;

/**
 * Ids of messages in the caller's inboxes that contain a text, the newest first (contract, conversations §2). Fast whatever the
 * text: a frequent one is found among the newest messages, a rare one by the index of the parts of words, and each of the two
 * would be slow for the other kind.
 */
export async function findMessages(ctx: AccountContext, search: MessageSearch): Promise<number[]> {
  const { offset, limit } = search;
  const newest = await idsIn(ctx, newestMessages(ctx), search);
  if (newest.length === limit || [...search.text].length < SHORTEST_INDEXED) return newest;
  // Materialised: with the order inside, the planner may walk every message of the account instead.
  const rows = await database(ctx).execute<{ id: number }>(sql`
    with found as materialized (select ${messages.id} as id from ${messages} where ${matches(ctx, search)})
    select id from found order by id desc limit ${limit} offset ${offset}`);
  return rows.map((row) => Number(row.id));
}

const newestMessages = (ctx: AccountContext): SQL => sql`(
  select * from ${messages} where ${messages.accountId} = ${ctx.accountId} order by ${messages.id} desc limit ${NEWEST})`;

async function idsIn(ctx: AccountContext, source: SQL, search: MessageSearch): Promise<number[]> {
  const rows = await database(ctx).execute<{ id: number }>(sql`
    select id from ${source} as messages where ${matches(ctx, search)}
    order by id desc limit ${search.limit} offset ${search.offset}`);
  return rows.map((row) => Number(row.id));
}

function matches(ctx: AccountContext, search: MessageSearch): SQL | undefined {
  const { since = threeMonthsAgo(), until, inboxId, sender } = search;
  const pattern = `%${search.text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(messages.accountId, ctx.accountId),
    sql`${messages.messageType} in (0, 1)`,
    sql`${messages.content} ilike ${pattern}`,
    gte(messages.createdAt, since),
    until && lte(messages.createdAt, until),
    visibleInboxes(ctx, messages.inboxId),
    inboxId === undefined ? undefined : eq(messages.inboxId, inboxId),
    sender && and(eq(messages.senderType, sender.type), eq(messages.senderId, sender.id)),
  );
}

function threeMonthsAgo(): Date {
  const date = new Date();
  date.setMonth(date.getMonth() - MONTHS);
  return date;
}
