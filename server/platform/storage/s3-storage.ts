import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
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
  const client = new S3Client(clientOptions(url));
  const object = (key: string) => {
    checkKey(key);
    return { Bucket: bucket, Key: prefix ? `${prefix}/${key}` : key };
  };
  const get: Storage["get"] = async (key, range) => {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const found = await orNull(client.send(new GetObjectCommand({ ...object(key), Range })));
    return (found?.Body as Readable | undefined) ?? null;
  };
  return {
    async put(key, content, { contentType }) {
      // The size must be known before the first byte is sent, so a stream is read first.
      const Body = Buffer.isBuffer(content) ? content : await buffer(content);
      await client.send(new PutObjectCommand({ ...object(key), Body, ContentType: contentType }));
    },
    get,
    async read(key) {
      const stream = await get(key);
      return stream && buffer(stream);
    },
    async head(key) {
      const found = await orNull(client.send(new HeadObjectCommand(object(key))));
      return found && { size: found.ContentLength ?? 0, etag: found.ETag ?? `"${found.ContentLength}"` };
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(object(key)));
    },
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
