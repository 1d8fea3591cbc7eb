import sharp from "sharp";
import { AppError } from "../app-error.ts";
import { runtime } from "../runtime.ts";
import { newToken } from "../secrets.ts";

/** Largest picture that is taken, in bytes (contract, conventions §10). */
export const MAX_AVATAR_BYTES = 15 * 1024 * 1024;

/** Edge of a stored picture in pixels: enough for the largest place it is shown, at double density. */
const EDGE = 512;

/** Decoders that are fed with pictures of strangers; SVG and documents are not among them. */
const formats = ["jpeg", "png", "gif", "webp"];

/**
 * Stores a picture of somebody: cut square, turned upright, without what a camera wrote into it.
 *
 * @param folder  start of the key, e.g. `accounts/1/contacts/7`
 * @returns the storage key; a new one each time, so that caches see the change
 * @throws invalid for what is no picture, or too large
 */
export async function storeAvatar(bytes: Buffer, folder: string): Promise<string> {
  if (bytes.byteLength > MAX_AVATAR_BYTES) throw invalidAvatar("size is too big");
  const content = await squareJpeg(bytes);
  const key = `${folder}/${newToken()}.jpg`;
  await runtime().storage.put(key, content, { contentType: "image/jpeg" });
  return key;
}

async function squareJpeg(bytes: Buffer): Promise<Buffer> {
  try {
    const image = sharp(bytes, { limitInputPixels: 50_000_000, failOn: "error" });
    const { format } = await image.metadata();
    if (!formats.includes(format)) throw new Error(`${format} is no picture of a person`);
    return await image
      .rotate()
      .resize(EDGE, EDGE, { fit: "cover", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 85 })
      .toBuffer();
  } catch (error) {
    throw invalidAvatar("filetype not supported", error);
  }
}

const invalidAvatar = (complaint: string, cause?: unknown) =>
  new AppError("invalid", { public: `Avatar ${complaint}`, fields: ["avatar"], cause });
