import { and, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import { messages } from "#db/schema/messages.ts";
import { type AccountContext, database } from "../../../platform/context.ts";
import { atMost } from "../../../platform/database/at-most.ts";
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

/**
 * Where to look, in turn: a frequent text is soon found among the newest messages, a rare one by the index of the parts of words, and
 * each of the two would take seconds for the other kind. How frequent a text is, is known by what gets ready: each step may take
 * about as long as all before it, so the whole takes a small multiple of the better way.
 */
const STEPS = [
  { newest: 5_000 },
  { indexMs: 80 },
  { newest: 50_000 },
  { indexMs: 500 },
  { newest: 500_000 },
  { indexMs: 0 },
] as const;
/** The index knows parts of three characters. Shorter texts are looked for among the newest messages alone. */
const SHORTEST_INDEXED = 3;
const MONTHS = 3;

/** Ids of messages in the caller's inboxes that contain a text, the newest first (contract, conversations §2). */
export async function findMessages(ctx: AccountContext, search: MessageSearch): Promise<number[]> {
  let found: number[] = [];
  for (const step of STEPS) {
    if ("newest" in step) found = await idsIn(ctx, newestMessages(ctx, step.newest), search);
    if (found.length === search.limit || [...search.text].length < SHORTEST_INDEXED) break;
    const all = "indexMs" in step ? await idsByIndex(ctx, search, step.indexMs) : null;
    if (all) return all;
  }
  return found;
}

/** @param mostMs  0: as long as it takes. @returns null when it did not get ready */
async function idsByIndex(ctx: AccountContext, search: MessageSearch, mostMs: number): Promise<number[] | null> {
  const { offset, limit } = search;
  return atMost(ctx, mostMs, async (running) => {
    // Materialised: with the order inside, the planner may walk every message of the account instead.
    const rows = await running.execute<{ id: number }>(sql`
      with found as materialized (select ${messages.id} as id from ${messages} where ${matches(ctx, search)})
      select id from found order by id desc limit ${limit} offset ${offset}`);
    return rows.map((row) => Number(row.id));
  });
}

const newestMessages = (ctx: AccountContext, count: number): SQL => sql`(
  select * from ${messages} where ${messages.accountId} = ${ctx.accountId} order by ${messages.id} desc limit ${count})`;

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
