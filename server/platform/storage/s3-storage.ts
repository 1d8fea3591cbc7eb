import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { checkKey, type Storage } from "./storage.ts";

/**
 * Files in a bucket of Amazon S3 or a compatible server.
 *
 * @param url  `s3://[key:secret@]bucket[/prefix][?endpoint=https://…][&region=…]`; without key and secret the usual
 * environment of the AWS tools is asked
 */
export function s3Storage(url: URL): Storage {
  const bucket = url.hostname;
  const prefix = url.pathname.replace(/^\/|\/$/g, "");
  const connect = once(async () => {
    // 35 MB of memory that installations with a folder need not pay for.
    const sdk = await import("@aws-sdk/client-s3");
    return { sdk, client: new sdk.S3Client(clientOptions(url)) };
  });
  const object = (key: string) => {
    checkKey(key);
    return { Bucket: bucket, Key: prefix ? `${prefix}/${key}` : key };
  };
  const get: Storage["get"] = async (key, range) => {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const input = { ...object(key), Range };
    const { sdk, client } = await connect();
    const found = await orNull(client.send(new sdk.GetObjectCommand(input)));
    return (found?.Body as Readable | undefined) ?? null;
  };
  return {
    async put(key, content, { contentType }) {
      // The size must be known before the first byte is sent, so a stream is read first.
      const input = { ...object(key), ContentType: contentType };
      const Body = Buffer.isBuffer(content) ? content : await buffer(content);
      const { sdk, client } = await connect();
      await client.send(new sdk.PutObjectCommand({ ...input, Body }));
    },
    get,
    async read(key) {
      const stream = await get(key);
      return stream && buffer(stream);
    },
    async head(key) {
      const input = object(key);
      const { sdk, client } = await connect();
      const found = await orNull(client.send(new sdk.HeadObjectCommand(input)));
      return found && { size: found.ContentLength ?? 0, etag: found.ETag ?? `"${found.ContentLength}"` };
    },
    async delete(key) {
      const input = object(key);
      const { sdk, client } = await connect();
      await client.send(new sdk.DeleteObjectCommand(input));
    },
    async deleteFolder(folder) {
      const { Bucket, Key } = object(folder);
      const { sdk, client } = await connect();
      for (;;) {
        // Always from the start: what was listed before is gone.
        const page = await client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: `${Key}/`, MaxKeys: 500 }));
        const keys = (page.Contents ?? []).flatMap((entry) => entry.Key ?? []);
        if (keys.length === 0) return;
        for (const key of keys) await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: key }));
      }
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function clientOptions(url: URL): S3ClientConfig {
  const endpoint = url.searchParams.get("endpoint") ?? undefined;
  const credentials = {
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
  return {
    region: url.searchParams.get("region") ?? "us-east-1",
    ...(url.username && { credentials }),
    // Compatible servers know neither a host name per bucket nor the newer checksums.
    ...(endpoint && {
      endpoint,
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    }),
  };
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404) return null;
    throw error;
  }
}
