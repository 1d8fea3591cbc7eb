import { type AccountContext, statements } from "../../platform/context.ts";

/** One for each list that clients keep; it differs from before when the list does (contract, settings §1). */
export interface CacheKeys {
  label: string;
  inbox: string;
  team: string;
}

/** In one statement: time of the last change and number of rows, which also tells of a deletion. Members belong to what they are in. */
export async function loadCacheKeys(ctx: AccountContext): Promise<CacheKeys> {
  const sql = statements(ctx);
  const rows = (table: string, column: string, condition = sql``) => sql`
    select ${sql(column)} as at from ${sql(table)} where account_id = ${ctx.accountId} ${condition}`;
  const key = (list: ReturnType<typeof rows>) => sql`(
    select (coalesce(extract(epoch from max(at)) * 1000, 0)::bigint * 10000 + count(*) % 10000)::text from (${list}) as changed)`;
  const inboxes = sql`${rows("inboxes", "updated_at", sql`and deleted_at is null`)} union all ${rows("inbox_members", "created_at")}`;
  const teams = sql`${rows("teams", "updated_at")} union all ${rows("team_members", "created_at")}`;
  const [row] = await sql<CacheKeys[]>`
    select ${key(rows("labels", "updated_at"))} as label, ${key(inboxes)} as inbox, ${key(teams)} as team`;
  if (!row) throw new Error("The cache keys were not read");
  return { label: row.label, inbox: row.inbox, team: row.team };
}

/** The keys alone. */
export async function getCacheKeys(ctx: AccountContext): Promise<{ cache_keys: CacheKeys }> {
  return { cache_keys: await loadCacheKeys(ctx) };
}
