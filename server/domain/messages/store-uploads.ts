import { randomUUID } from "node:crypto";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { probeMedia } from "../../platform/media/probe-media.ts";
import { runtime } from "../../platform/runtime.ts";
import { cleanText } from "./clean-text.ts";
import { MAX_ATTACHMENTS, type NewMessage } from "./contract.ts";
import { readSigned } from "./signed-file.ts";
import { withUploads } from "./with-uploads.ts";

/** A file that is in storage and waits for its message. */
export interface StoredUpload {
  file_type: "image" | "audio" | "video" | "file";
  storage_key: string;
  thumbnail_key: string | null;
  file_name: string;
  content_type: string;
  file_size: number;
  width: number | null;
  height: number | null;
  meta: Record<string, unknown>;
}

type Uploads = Pick<NewMessage, "attachments" | "attachments_metadata" | "is_recorded_audio">;

/**
 * Puts the files of a new message into storage, before the transaction that refers to them (contract, messages §2; conventions §10).
 * Run that transaction inside `withUploads`, so that they go again when it is refused.
 *
 * @throws refused with too many files, or for a signed id that is not this account's
 */
export async function storeUploads(ctx: AccountContext, input: Uploads): Promise<StoredUpload[]> {
  const files = (input.attachments ?? []).filter((file) => file !== "");
  if (files.length > MAX_ATTACHMENTS) throw refused("Validation failed: Attachments exceeded maximum allowed");
  const stored: StoredUpload[] = [];
  await withUploads(stored, async () => {
    for (const file of files)
      stored.push(typeof file === "string" ? await copySigned(ctx, file) : await storeUpload(ctx, file, input));
  });
  return stored;
}

/** A copy of its own: a macro sends the same file many times, and each message may be deleted with its file. */
async function copySigned(ctx: AccountContext, signedId: string): Promise<StoredUpload> {
  const { bytes, contentType, fileName } = await readSigned(ctx.accountId, signedId);
  return { ...(await storeMedia(ctx.accountId, bytes, contentType)), file_name: fileName, meta: {} };
}

async function storeUpload(ctx: AccountContext, file: File, input: Uploads): Promise<StoredUpload> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const fileName = cleanText(file.name || "file").slice(0, 255);
  const metadata = input.attachments_metadata?.[file.name];
  const meta = {
    ...(typeof metadata === "object" ? metadata : {}),
    ...(isRecorded(input.is_recorded_audio, file.name) && { is_recorded_audio: true }),
  };
  return { ...(await storeMedia(ctx.accountId, bytes, file.type)), file_name: fileName, meta };
}

/** Stores bytes and what was found out about them; of images a thumbnail as well. */
export async function storeMedia(
  accountId: number,
  bytes: Buffer,
  contentType: string,
): Promise<Omit<StoredUpload, "file_name" | "meta">> {
  const { storage } = runtime();
  const media = await probeMedia(bytes, contentType);
  const key = `accounts/${accountId}/attachments/${randomUUID()}`;
  await storage.put(key, media.bytes, { contentType: media.contentType });
  if (media.thumbnail) await storage.put(`${key}-thumb`, media.thumbnail, { contentType: "image/webp" });
  return {
    file_type: media.fileType,
    storage_key: key,
    thumbnail_key: media.thumbnail ? `${key}-thumb` : null,
    content_type: media.contentType,
    file_size: media.bytes.byteLength,
    width: media.width,
    height: media.height,
  };
}

/** `true`, `"true"`, or the names of the files that are recordings, also as JSON text. */
function isRecorded(value: unknown, fileName: string): boolean {
  if (value === true || value === "true") return true;
  if (Array.isArray(value)) return value.includes(fileName);
  if (typeof value !== "string" || !value.startsWith("[")) return false;
  try {
    const names: unknown = JSON.parse(value);
    return Array.isArray(names) && names.includes(fileName);
  } catch {
    return false;
  }
}
