import { invalid } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { verifyFileLink } from "../../platform/storage/file-link.ts";
import { type StoredUpload, storeMedia, storeUploads } from "../messages/store-uploads.ts";

/**
 * Puts the file of a scheduled message into storage, before the transaction that refers to it. A `blob_id` names a file that is there
 * already; it is copied, so that each message can lose its own.
 *
 * @returns null when none was sent
 * @throws invalid for a `blob_id` that is not ours, or whose file is gone
 */
export async function storeAttachment(
  ctx: AccountContext,
  given: File | string | null | undefined,
): Promise<StoredUpload | null> {
  if (!given) return null;
  if (given instanceof File) return (await storeUploads(ctx, { attachments: [given] }))[0] ?? null;
  const link = verifyFileLink(given);
  const isOurs = link?.key.startsWith(`accounts/${ctx.accountId}/`) ?? false;
  const bytes = link && isOurs ? await runtime().storage.read(link.key) : null;
  if (!link || !bytes) throw invalid("attachment", "Attachment is invalid");
  const stored = await storeMedia(ctx.accountId, bytes, link.contentType ?? "application/octet-stream");
  return { ...stored, file_name: link.fileName ?? "file", meta: {} };
}
