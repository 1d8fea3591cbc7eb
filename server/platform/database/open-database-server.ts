import type { Config } from "../config.ts";
import { openEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrateDatabase } from "./migrate.ts";

/**
 * The database of this configuration, migrated: the one `DATABASE_URL` names, or the embedded one.
 *
 * @param role  of this process towards the embedded database; `config.role` unless said
 * @returns its address, and `stop`, which ends the embedded one if this process started or took it over
 */
export async function openDatabaseServer(
  config: Config,
  role: string = config.role,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server =
    config.databaseUrl === undefined
      ? await openEmbeddedPostgres(config.dataDir, role)
      : { url: config.databaseUrl, stop: async () => undefined };
  try {
    await migrateDatabase(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
