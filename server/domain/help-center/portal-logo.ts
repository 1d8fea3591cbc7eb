import type { PortalLogo } from "#db/schema/help-center.ts";
import { invalid, isAppError } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { newToken } from "../../platform/secrets.ts";
import { readSigned } from "../messages/signed-file.ts";

const pictures: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
};

/**
 * Copies an uploaded picture, so that the portal has one of its own, before `work` writes where it is. A copy whose row was not written
 * goes again.
 *
 * @param signedId  of the upload; nothing is copied without one
 * @throws invalid for an id that is not ours, and for what is no picture
 */
export async function withLogo<T>(
  ctx: AccountContext,
  signedId: string | null | undefined,
  work: (logo: PortalLogo | undefined) => Promise<T>,
): Promise<T> {
  if (!signedId) return work(undefined);
  const logo = await copyLogo(ctx, signedId);
  try {
    return await work(logo);
  } catch (error) {
    await runtime().storage.delete(logo.key);
    throw error;
  }
}

async function copyLogo(ctx: AccountContext, signedId: string): Promise<PortalLogo> {
  const { bytes, contentType, fileName } = await readUpload(ctx, signedId);
  const ending = pictures[contentType];
  if (!ending) throw invalid("blob_id", "Logo is not a picture");
  const key = `accounts/${ctx.accountId}/portals/${newToken()}.${ending}`;
  await runtime().storage.put(key, bytes, { contentType });
  return { key, content_type: contentType, file_name: fileName };
}

async function readUpload(ctx: AccountContext, signedId: string) {
  try {
    return await readSigned(ctx.accountId, signedId);
  } catch (error) {
    if (isAppError(error)) throw invalid("blob_id", "Logo is invalid");
    throw error;
  }
}
