import { sql } from "drizzle-orm";
import { runtime } from "../runtime.ts";

const LOOK_EVERY_MS = 1000;
/** Tables that statements for many rows at once join. */
const BUSY = [
  "contacts",
  "contact_inboxes",
  "contact_identities",
  "conversations",
  "messages",
  "events",
  "inbound_events",
];
/** With less in it no plan is slow. */
const WORTH_PAGES = 2;
const GROWTH = 4;

/**
 * Analyses the busy tables of a young installation when they are first filled, and each time they have grown fourfold.
 * Autovacuum does so only once a minute; until then PostgreSQL plans for the tables as they were and joins row by row
 * over an index that knows nothing but the account: a hundred new contacts took three seconds instead of 20 ms.
 */
export function watchGrowingTables(): { stop(): void } {
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      await analyseGrownTables();
    } catch (err) {
      runtime().log.error({ err }, "growing tables could not be analysed");
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** @returns names of the tables that were analysed */
export async function analyseGrownTables(): Promise<string[]> {
  // relpages: as large as the table was when it was last analysed or vacuumed.
  const tables = await runtime().db.execute<{ name: string }>(sql`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname = any(${sql.param(BUSY)}::text[])
      and pg_relation_size(oid) / current_setting('block_size')::int >= greatest(${WORTH_PAGES}, relpages * ${GROWTH})`);
  for (const { name } of tables) await runtime().db.execute(sql`analyze ${sql.identifier(name)}`);
  return tables.map(({ name }) => name);
}
