import type { Tx } from "../../platform/database/transaction.ts";
import { deleteFilesJob } from "./jobs.ts";

const FILES_PER_JOB = 500;

/**
 * Has stored files deleted in the background, once the transaction that takes away their rows has committed.
 *
 * @param keys  of the storage; null is no file, and one that is named twice goes once
 */
export function deleteFiles(tx: Pick<Tx, "enqueue">, keys: readonly (string | null)[]): void {
  const files = [...new Set(keys)].filter((key) => key !== null);
  for (let start = 0; start < files.length; start += FILES_PER_JOB)
    tx.enqueue(deleteFilesJob, { keys: files.slice(start, start + FILES_PER_JOB) }, { priority: 10 });
}
