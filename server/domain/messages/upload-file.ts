import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { isFetchError } from "../../platform/http-client/fetch-error.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { fileLink } from "../../platform/storage/file-link.ts";
import { MAX_UPLOAD_BYTES, type uploadFile as operation } from "./contract/uploads.ts";
import { signedIdOf } from "./signed-file.ts";
import { type StoredUpload, storeMedia } from "./store-uploads.ts";

/**
 * Keeps a file that was sent, or that stands at an address (contract, conventions §10).
 *
 * @throws refused with the contract's sentences
 */
export async function uploadFile(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  const upload = input.attachment
    ? await keep(ctx, Buffer.from(await input.attachment.arrayBuffer()), input.attachment)
    : await download(ctx, input.external_url);
  const { storage_key: key, content_type: contentType, file_name: fileName } = upload;
  return { file_url: fileLink(key, { contentType, fileName }), blob_id: signedIdOf(upload) };
}

async function keep(
  ctx: AccountContext,
  bytes: Buffer,
  { name, type }: { name: string; type: string },
): Promise<StoredUpload> {
  if (bytes.byteLength === 0) throw refused("No file or URL provided");
  return { ...(await storeMedia(ctx.accountId, bytes, type)), file_name: (name || "file").slice(0, 255), meta: {} };
}

async function download(ctx: AccountContext, address: string | null | undefined): Promise<StoredUpload> {
  if (!address) throw refused("No file or URL provided");
  if (!URL.canParse(address) || !/^https?:/i.test(address)) throw refused("Invalid URL provided");
  try {
    const { status, body, headers } = await safeFetch(address, {
      maxBytes: MAX_UPLOAD_BYTES,
      timeoutMs: 30_000,
      redirects: 3,
    });
    if (status !== 200) throw refused(`Failed to fetch file from URL: it answered ${status}`);
    const name = decodeURIComponent(new URL(address).pathname.split("/").at(-1) ?? "").slice(0, 255);
    return await keep(ctx, body, { name, type: headers["content-type"] ?? "" });
  } catch (error) {
    if (isFetchError(error)) throw refused("Failed to fetch file from URL");
    if (error instanceof URIError) throw refused("Invalid URL provided");
    throw error;
  }
}
