import { type AccountContext, statements } from "../../platform/context.ts";

/** One for each list that clients keep; it differs from before when the list does (contract, settings §1). */
export interface CacheKeys {
  label: string;
  inbox: string;
  team: string;
}

/** In one statement: time of the last change and number of rows, which also tells of a deletion. */
export async function loadCacheKeys(ctx: AccountContext): Promise<CacheKeys> {
  const sql = statements(ctx);
  const keyOf = (table: string, condition = sql``) => sql`(
    select (coalesce(extract(epoch from max(updated_at)) * 1000, 0)::bigint * 10000 + count(*) % 10000)::text
    from ${sql(table)} where account_id = ${ctx.accountId} ${condition})`;
  const [row] = await sql<CacheKeys[]>`
    select ${keyOf("labels")} as label, ${keyOf("inboxes", sql`and deleted_at is null`)} as inbox, ${keyOf("teams")} as team`;
  if (!row) throw new Error("The cache keys were not read");
  return { label: row.label, inbox: row.inbox, team: row.team };
}

/** The keys alone. */
export async function getCacheKeys(ctx: AccountContext): Promise<{ cache_keys: CacheKeys }> {
  return { cache_keys: await loadCacheKeys(ctx) };
}
