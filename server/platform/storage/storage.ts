import type { Readable } from "node:stream";

/** What is known of a stored file without reading it. */
export interface StoredFile {
  /** Bytes. */
  size: number;
  /** Changes with the content; quoted, as HTTP wants it. */
  etag: string;
}

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where files are kept: a folder, or an S3-compatible bucket. Keys are made by us (`accounts/1/attachments/<random>`),
 * never from a name that somebody sent; letters, digits, `.`, `_`, `-` between slashes.
 */
export interface Storage {
  /** Stores the whole file or nothing; an existing key is replaced. `contentType` is for those who look into the bucket. */
  put(key: string, content: Buffer | Readable, meta: { contentType: string }): Promise<void>;
  /** Null when there is no such file. The stream must be read or destroyed. */
  get(key: string, range?: ByteRange): Promise<Readable | null>;
  /** The whole file in memory, or null. */
  read(key: string): Promise<Buffer | null>;
  head(key: string): Promise<StoredFile | null>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** Everything below a folder (`accounts/1`), however much it is. A folder that is not there is no error. */
  deleteFolder(folder: string): Promise<void>;
}

/** @throws for a key that could leave its folder or mean something special */
export function checkKey(key: string): void {
  const parts = key.split("/");
  const fine = key.length <= 512 && parts.every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part));
  if (!fine) throw new Error(`${JSON.stringify(key.slice(0, 100))} is not a storage key`);
}
