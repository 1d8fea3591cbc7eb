import type { Readable } from "node:stream";

/** What is known of a stored file without reading it. */
export interface StoredFile {
  /** Bytes. */
  size: number;
  contentType: string;
  /** Changes with the content; quoted, as HTTP wants it. */
  etag: string;
}

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where files are kept: a folder, or an S3-compatible bucket. Keys are made by us (`accounts/1/attachments/<random>`), never from
 * a name that somebody sent.
 */
export interface Storage {
  /** Stores the whole file or nothing. An existing key is replaced. */
  put(key: string, content: Buffer | Readable, meta: { contentType: string }): Promise<StoredFile>;
  /** Null when there is no such file. The stream must be read or destroyed. */
  get(key: string, range?: ByteRange): Promise<{ stream: Readable; file: StoredFile } | null>;
  head(key: string): Promise<StoredFile | null>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** The whole file in memory. Null when there is none. */
  read(key: string): Promise<Buffer | null>;
}
