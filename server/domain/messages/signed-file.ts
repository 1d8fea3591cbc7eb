import { refused } from "../../platform/app-error.ts";
import { runtime } from "../../platform/runtime.ts";
import { signFileLink, verifyFileLink } from "../../platform/storage/file-link.ts";
import type { StoredUpload } from "./store-uploads.ts";

/** The id under which a stored file is named by callers: whoever has it may use the file, nobody can make one up. */
export const signedIdOf = (upload: StoredUpload): string =>
  signFileLink(upload.storage_key, { contentType: upload.content_type, fileName: upload.file_name });

/**
 * The bytes behind a signed id.
 *
 * @throws refused for an id that we did not give to this account, or whose file is gone
 */
export async function readSigned(
  accountId: number,
  signedId: string,
): Promise<{ bytes: Buffer; contentType: string; fileName: string }> {
  const file = readable(signedId);
  const isOurs = file?.key.startsWith(`accounts/${accountId}/`);
  const bytes = file && isOurs ? await runtime().storage.read(file.key) : null;
  if (!file || !bytes) throw refused("Invalid attachment");
  return {
    bytes,
    contentType: file.contentType ?? "application/octet-stream",
    fileName: file.fileName ?? "file",
  };
}

/** Null for whatever is no id of ours, however it is broken. */
function readable(signedId: string) {
  return /^[\w-]+\.[\w-]+$/.test(signedId) ? verifyFileLink(signedId) : null;
}
