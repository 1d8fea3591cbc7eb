import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { checkKey, type Storage } from "./storage.ts";

/**
 * Files in a folder. A file is written beside its place and moved there when it is complete and on the disk, so that a
 * crash leaves a draft at worst.
 *
 * @param root  absolute path; made when missing
 */
export function diskStorage(root: string): Storage {
  const drafts = path.join(root, ".drafts");
  const place = (key: string) => {
    checkKey(key);
    return path.join(root, key);
  };
  return {
    async put(key, content) {
      const target = place(key);
      const draft = path.join(drafts, randomBytes(12).toString("hex"));
      await Promise.all([mkdir(drafts, { recursive: true }), mkdir(path.dirname(target), { recursive: true })]);
      try {
        await pipeline(
          Buffer.isBuffer(content) ? Readable.from([content]) : content,
          createWriteStream(draft, { flush: true }),
        );
        await rename(draft, target);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async get(key, range) {
      const file = await orNull(open(place(key)));
      return file && createReadStream("", { fd: file, ...range });
    },
    read: (key) => orNull(readFile(place(key))),
    async head(key) {
      const found = await orNull(stat(place(key)));
      return found?.isFile()
        ? { size: found.size, etag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"` }
        : null;
    },
    delete: (key) => rm(place(key), { force: true }),
    async deleteFolder(folder) {
      await rm(place(folder), { force: true, recursive: true });
    },
  };
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}
