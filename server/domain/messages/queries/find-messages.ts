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

type Step = { newest: number } | { indexMs: number };

/** Newest messages that are looked at in any case. */
const FIRST = 5_000;
/** For a text that the first look found, though too seldom for a page: as often as that, a page of it is in here. */
const SECOND = 4 * FIRST;
/**
 * Where to look, in turn: a frequent text is soon found among the newest messages, a rare one by the index of the parts of words, and
 * each of the two would take seconds for the other kind. Which kind it is, is estimated; as estimates can be wrong, each step may
 * take about as long as all before it, so the whole takes a small multiple of the better way.
 */
const STEPS_IF_RARE: Step[] = [{ indexMs: 80 }, { newest: 50_000 }, { indexMs: 500 }, { newest: 500_000 }];
const STEPS_IF_FREQUENT: Step[] = [{ newest: 50_000 }, { indexMs: 80 }, { newest: 500_000 }, { indexMs: 500 }];
/** Messages with a text above which the index would hardly be ready in its first turn. */
const FREQUENT = 15_000;
/** The index knows parts of three characters. Shorter texts are looked for among the newest messages alone. */
const SHORTEST_INDEXED = 3;
const MONTHS = 3;

/** Ids of messages in the caller's inboxes that contain a text, the newest first (contract, conversations §2). */
export async function findMessages(ctx: AccountContext, search: MessageSearch): Promise<number[]> {
  const { ids: first, areAll } = await lookFirst(ctx, search);
  if (areAll || first.length === search.limit || [...search.text].length < SHORTEST_INDEXED) return first;
  if (first.length * (SECOND / FIRST) >= search.limit) {
    const second = await idsAmongNewest(ctx, search, SECOND);
    if (second.length === search.limit) return second;
  }
  const isFrequent = (await estimateMessages(ctx, search.text)) > FREQUENT;
  for (const step of isFrequent ? STEPS_IF_FREQUENT : STEPS_IF_RARE) {
    if ("newest" in step) {
      const found = await idsAmongNewest(ctx, search, step.newest);
      if (found.length === search.limit) return found;
    } else {
      const all = await atMost(ctx, step.indexMs, (db) => idsByIndex({ ...ctx, db }, search));
      if (all) return all;
    }
  }
  return idsByIndex(ctx, search);
}

/** @returns `areAll` when the account has no more messages than were looked at */
async function lookFirst(ctx: AccountContext, search: MessageSearch): Promise<{ ids: number[]; areAll: boolean }> {
  const [row] = await database(ctx).execute<{ ids: number[]; areAll: boolean }>(sql`
    with found as materialized (select to_json(array(${amongNewest(ctx, search, FIRST)})) as ids)
    select ids, json_array_length(ids) < ${search.limit}
      and not exists (select from ${messages} where ${messages.accountId} = ${ctx.accountId} offset ${FIRST}) as "areAll"
    from found`);
  return row ?? { ids: [], areAll: true };
}

/** How many messages of the account have a text, as the database's statistics have it; a millisecond, however many they are. */
async function estimateMessages(ctx: AccountContext, text: string): Promise<number> {
  const [row] = await database(ctx).execute<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(sql`
    explain (format json) select from ${messages} where ${hasText(ctx, text)}`);
  return row?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
}

async function idsByIndex(ctx: AccountContext, { offset, limit, ...search }: MessageSearch): Promise<number[]> {
  // Materialised: with the order inside, the planner may walk every message of the account instead.
  const rows = await database(ctx).execute<{ id: number }>(sql`
    with found as materialized (select ${messages.id} as id from ${messages} where ${matches(ctx, search)})
    select id from found order by id desc limit ${limit} offset ${offset}`);
  return rows.map((row) => Number(row.id));
}

async function idsAmongNewest(ctx: AccountContext, search: MessageSearch, count: number): Promise<number[]> {
  const rows = await database(ctx).execute<{ id: number }>(amongNewest(ctx, search, count));
  return rows.map((row) => Number(row.id));
}

/** Stops as soon as the page is full. */
const amongNewest = (ctx: AccountContext, search: MessageSearch, count: number): SQL => sql`
  select id from (
    select * from ${messages} where ${messages.accountId} = ${ctx.accountId} order by ${messages.id} desc limit ${count}
  ) as messages where ${matches(ctx, search)}
  order by id desc limit ${search.limit} offset ${search.offset}`;

function matches(ctx: AccountContext, search: Omit<MessageSearch, "offset" | "limit">): SQL | undefined {
  const { since = threeMonthsAgo(), until, inboxId, sender } = search;
  return and(
    hasText(ctx, search.text),
    gte(messages.createdAt, since),
    until && lte(messages.createdAt, until),
    visibleInboxes(ctx, messages.inboxId),
    inboxId === undefined ? undefined : eq(messages.inboxId, inboxId),
    sender && and(eq(messages.senderType, sender.type), eq(messages.senderId, sender.id)),
  );
}

function hasText(ctx: AccountContext, text: string): SQL | undefined {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(messages.accountId, ctx.accountId),
    sql`${messages.messageType} in (0, 1)`,
    sql`${messages.content} ilike ${pattern}`,
  );
}

function threeMonthsAgo(): Date {
  const date = new Date();
  date.setMonth(date.getMonth() - MONTHS);
  return date;
}
