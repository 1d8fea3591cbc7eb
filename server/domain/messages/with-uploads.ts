import { isAppError } from "../../platform/app-error.ts";
import { runtime } from "../../platform/runtime.ts";
import type { StoredUpload } from "./store-uploads.ts";

/**
 * Runs what refers to files that are in storage already. When it is refused they go again, because nothing would ever name them. After
 * any other error they stay: whether the transaction was committed is not sure then, and a message must not lose its file.
 *
 * @param uploads  read when the work has failed: it may add to them
 */
export async function withUploads<T>(uploads: readonly StoredUpload[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error)) await deleteUploads(uploads);
    throw error;
  }
}

async function deleteUploads(uploads: readonly StoredUpload[]): Promise<void> {
  const { storage } = runtime();
  for (const { storage_key, thumbnail_key } of uploads) {
    await storage.delete(storage_key);
    if (thumbnail_key) await storage.delete(thumbnail_key);
  }
}
