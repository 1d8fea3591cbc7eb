import path from "node:path";
import { diskStorage } from "./disk-storage.ts";
import { s3Storage } from "./s3-storage.ts";
import type { Storage } from "./storage.ts";

/**
 * The storage that `STORAGE_URL` names.
 *
 * @param storageUrl  `file:/absolute/folder` or `s3://…`, see `s3Storage`
 */
export function openStorage(storageUrl: string): Storage {
  if (storageUrl.startsWith("file:")) return diskStorage(path.resolve(storageUrl.replace(/^file:(\/\/)?/, "")));
  return s3Storage(new URL(storageUrl));
}
