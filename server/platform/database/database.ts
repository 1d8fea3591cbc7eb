import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type ISql, type Sql } from "postgres";
import { countStatement } from "./statement-count.ts";

/** The pool or a transaction: the same query runs on both. */
export type Database = PostgresJsDatabase<Record<string, never>>;

/**
 * Opens the pool. Prepared statements stay on (without them the hot statements lose 42 %), so a pooler in
 * transaction mode must not stand in front.
 *
 * @param url  PostgreSQL connection string
 * @param max  connections kept at most
 * @param onStatement  hears every statement as it goes over the wire; for tests, it slows the driver down
 */
export function openDatabase(
  url: string,
  max: number,
  onStatement?: (statement: string) => void,
): { sql: Sql; db: Database } {
  const sql = postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: { application_name: "parley" },
    ...(onStatement && { debug: (_connection: number, statement: string) => onStatement(statement) }),
    onnotice: () => undefined,
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  }) as unknown as Sql;
  const db = drizzle(sql, { logger: { logQuery: countStatement } });
  return { sql, db };
}

/**
 * The driver under the pool or a transaction, for hot statements: what it sends is prepared once per connection, what
 * Drizzle sends is planned anew each time and takes two round trips. Drizzle keeps the driver on its session but does not
 * type it.
 */
export const rawClient = <C extends ISql = ISql>(db: Database): C =>
  (db as unknown as { session: { client: C } }).session.client;
