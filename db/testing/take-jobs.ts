import { sql } from "drizzle-orm";
import { runtime } from "#server/platform/runtime.ts";

/** Takes the waiting jobs of a name out of the queue, in the order they were added. @returns their payloads */
export async function takeJobs<T = unknown>(name: string): Promise<T[]> {
  const rows = await runtime().db.execute<{ id: string; payload: unknown }>(sql`
    delete from graphile_worker._private_jobs job using graphile_worker._private_tasks task
    where task.id = job.task_id and task.identifier = ${name}
    returning job.id, job.payload`);
  const byId = [...rows].sort((left, right) => Number(left.id) - Number(right.id));
  return byId.map(({ payload }) => (typeof payload === "string" ? JSON.parse(payload) : payload) as T);
}
