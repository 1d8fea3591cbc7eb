import { createAdapter } from "@socket.io/postgres-adapter";
import pg from "pg";
import type { RedisClientType } from "redis";
import type { ServerOptions } from "socket.io";
import { ConfigError } from "../config.ts";
import { runtime } from "../runtime.ts";

type Adapter = ServerOptions["adapter"];

/** Any number nobody else uses: two processes that start together would both create the table. */
const LOCK = 7_275_392;
/** For a name that is looked up and a handshake, on a machine that is busy starting. */
const PATIENCE_MS = 15_000;

/**
 * What carries events between processes: Redis when `REDIS_URL` is set, the database when web and workers are apart,
 * nothing when this process is all there is.
 */
export async function openAdapter(): Promise<{ adapter: Adapter | undefined; close(): Promise<void> }> {
  const { config } = runtime();
  if (config.redisUrl) return openRedis(config.redisUrl);
  if (config.role !== "all") return openPostgres();
  return { adapter: undefined, close: async () => undefined };
}

async function openRedis(url: string) {
  // Most installations have no Redis, and its client takes a third of a second to load.
  const { createClient } = await import("redis");
  const { createAdapter } = await import("@socket.io/redis-streams-adapter");
  const client = createClient({ url });
  client.on("error", (err) => runtime().log.error({ err }, "Redis does not answer"));
  await connectOnce(client as RedisClientType);
  return {
    adapter: createAdapter(client, { streamName: "parley", maxLen: 10_000 }) as Adapter,
    close: async () => client.destroy(),
  };
}

/**
 * Later it may come and go; that it is not there at the start is a mistake of whoever set it.
 *
 * @throws ConfigError
 */
async function connectOnce(client: RedisClientType): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    // By itself the client would try for ever.
    client.once("error", reject);
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    await Promise.race([client.connect(), failed]);
  } catch (error) {
    client.destroy();
    throw new ConfigError(`REDIS_URL leads to no Redis that lets us in (${(error as Error).message}).`);
  } finally {
    clearTimeout(timer);
  }
}

async function openPostgres() {
  const { config, log, sql } = runtime();
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`;
    await tx`
      create table if not exists socket_io_attachments (
        id bigserial unique, created_at timestamptz not null default now(), payload bytea)`;
  });
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 4, application_name: "parley-sockets" });
  const report = (err: Error) => log.error({ err }, "events between processes are disturbed");
  pool.on("error", report);
  pool.on("connect", (client) => client.on("error", report));
  return {
    adapter: createAdapter(pool, { tableName: "socket_io_attachments", errorHandler: report }) as Adapter,
    close: () => pool.end(),
  };
}
