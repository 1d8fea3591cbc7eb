import { sql } from "drizzle-orm";
import { runtime } from "../runtime.ts";

const BEAT_MS = 2000;
const SILENT_AFTER_SECONDS = 8;

/**
 * Says every two seconds that these workers live, and frees the jobs of workers that fell silent: left alone, the queue
 * would keep the jobs of a killed process for four hours.
 *
 * @param workerIds  as the queue writes them on the jobs it locks
 */
export async function startHeartbeat(workerIds: string[]): Promise<{ stop(): void }> {
  const { log } = runtime();
  let busy = false;
  const tick = async () => {
    if (busy) return;
    busy = true;
    try {
      await beat(workerIds);
      const freed = await freeJobsOfSilentWorkers();
      if (freed > 0) log.warn({ jobs: freed }, "freed the jobs of a worker that died");
    } catch (err) {
      log.error({ err }, "the heartbeat of the workers failed");
    } finally {
      busy = false;
    }
  };
  await beat(workerIds);
  void tick();
  const timer = setInterval(() => void tick(), BEAT_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Frees what these workers still hold. Call it when they have stopped. */
export async function forgetWorkers(workerIds: string[]): Promise<void> {
  const ids = JSON.stringify(workerIds);
  await runtime().db.transaction(async (tx) => {
    await tx.execute(sql`
      select graphile_worker.force_unlock_workers(array(select json_array_elements_text(${ids}::text::json)))`);
    await tx.execute(sql`
      delete from worker_heartbeats where worker_id in (select json_array_elements_text(${ids}::text::json))`);
  });
}

/**
 * Frees the jobs of workers without a heartbeat in the last eight seconds.
 *
 * The attempt does not count against a job that is younger than ten minutes: it was taken, not necessarily begun. An
 * older one keeps the count, so that a job that kills its process ends as a dead one.
 *
 * @returns how many jobs were freed
 */
export async function freeJobsOfSilentWorkers(): Promise<number> {
  const { db } = runtime();
  const silent = await db.execute<{ id: string }>(sql`
    select distinct locked_by as id from graphile_worker._private_jobs
    where locked_at < now() - make_interval(secs => ${SILENT_AFTER_SECONDS}) and not exists (
      select 1 from worker_heartbeats
      where worker_id = locked_by and seen_at > now() - make_interval(secs => ${SILENT_AFTER_SECONDS}))`);
  if (silent.length === 0) return 0;
  const ids = JSON.stringify(silent.map((worker) => worker.id));
  return db.transaction(async (tx) => {
    const freed = await tx.execute(sql`
      update graphile_worker._private_jobs
      set attempts = case when created_at > now() - interval '10 minutes' then greatest(attempts - 1, 0) else attempts end
      where locked_by in (select json_array_elements_text(${ids}::text::json)) returning 1`);
    await tx.execute(sql`
      select graphile_worker.force_unlock_workers(array(select json_array_elements_text(${ids}::text::json))),
        pg_notify('jobs:insert', '{"count":1}')`);
    await tx.execute(sql`delete from worker_heartbeats where seen_at < now() - interval '1 minute'`);
    return freed.length;
  });
}

async function beat(workerIds: string[]): Promise<void> {
  await runtime().db.execute(sql`
    insert into worker_heartbeats (worker_id, seen_at)
    select json_array_elements_text(${JSON.stringify(workerIds)}::text::json), now()
    on conflict (worker_id) do update set seen_at = excluded.seen_at`);
}
