import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStorage } from "./open-storage.ts";
import type { Storage } from "./storage.ts";

let folder: string;
let server: S3rver;
const storages: Record<string, Storage> = {};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "parley-storage-"));
  server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(folder, "s3"),
    configureBuckets: [{ name: "files", configs: [] }],
  });
  const address = await server.run();
  storages.disk = openStorage(`file:${path.join(folder, "disk")}`);
  storages.s3 = openStorage(
    `s3://S3RVER:S3RVER@files/some/prefix?endpoint=${encodeURIComponent(`http://127.0.0.1:${address.port}`)}`,
  );
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const storage = (name: string): Storage => storages[name] as Storage;
const meta = { contentType: "application/octet-stream" };

describe.each(["disk", "s3"])("%s", (name) => {
  test("a file comes back byte for byte, whole or in part, from a buffer or a stream", async () => {
    const bytes = randomBytes(300_000);
    await storage(name).put("accounts/1/a.bin", bytes, meta);
    await storage(name).put("accounts/1/b.bin", Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]), meta);
    expect((await storage(name).read("accounts/1/a.bin"))?.equals(bytes)).toBe(true);
    expect((await storage(name).read("accounts/1/b.bin"))?.equals(bytes)).toBe(true);
    const part = await storage(name).get("accounts/1/a.bin", { start: 10, end: 19 });
    expect(part && (await buffer(part))).toEqual(bytes.subarray(10, 20));
    expect(await storage(name).head("accounts/1/a.bin")).toEqual({
      size: 300_000,
      etag: expect.stringMatching(/^".+"$/),
    });
  });

  test("a replaced file has another etag", async () => {
    await storage(name).put("k", Buffer.from("one"), meta);
    const before = await storage(name).head("k");
    await storage(name).put("k", Buffer.from("three"), meta);
    expect((await storage(name).read("k"))?.toString()).toBe("three");
    expect((await storage(name).head("k"))?.etag).not.toBe(before?.etag);
  });

  test("a folder goes with everything below it, and nothing beside it", async () => {
    for (const key of ["accounts/7/a", "accounts/7/deep/er/b", "accounts/70/c"])
      await storage(name).put(key, Buffer.from(key), meta);
    await storage(name).deleteFolder("accounts/7");
    await storage(name).deleteFolder("accounts/7");
    expect(await storage(name).read("accounts/7/a")).toBe(null);
    expect(await storage(name).read("accounts/7/deep/er/b")).toBe(null);
    expect((await storage(name).read("accounts/70/c"))?.toString()).toBe("accounts/70/c");
    await expect(storage(name).deleteFolder("accounts/../etc")).rejects.toThrow("not a storage key");
  });

  test("what is not there is null, and deleting it twice is no error", async () => {
    await storage(name).put("gone", Buffer.from("x"), meta);
    await storage(name).delete("gone");
    await storage(name).delete("gone");
    expect(await storage(name).head("gone")).toBeNull();
    expect(await storage(name).get("gone")).toBeNull();
    expect(await storage(name).read("gone/deeper")).toBeNull();
  });

  test.each([
    "../escape",
    "a/../../b",
    "/etc/passwd",
    "a//b",
    ".hidden",
    "a/.drafts/b",
    "a\\b",
    "a b",
    "",
    "ü",
    "a".repeat(600),
  ])("the key %j is refused", async (key) => {
    await expect((async () => storage(name).put(key, Buffer.from("x"), meta))()).rejects.toThrow(
      "is not a storage key",
    );
    await expect((async () => storage(name).get(key))()).rejects.toThrow("is not a storage key");
  });
});

test("a stream that breaks leaves neither a file nor a draft", async () => {
  const broken = new Readable({
    read() {
      this.push("half");
      this.destroy(new Error("line broke"));
    },
  });
  await expect(storage("disk").put("half", broken, meta)).rejects.toThrow("line broke");
  expect(await storage("disk").head("half")).toBeNull();
  expect(await readdir(path.join(folder, "disk/.drafts"))).toEqual([]);
});
