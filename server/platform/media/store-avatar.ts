import { invalid } from "../app-error.ts";
import { runtime } from "../runtime.ts";
import { newToken } from "../secrets.ts";
import { squareJpeg } from "./square-jpeg.ts";

/** Largest picture that is taken, in bytes (contract, conventions §10). */
export const MAX_AVATAR_BYTES = 15 * 1024 * 1024;

/**
 * Stores a picture of somebody: cut square, turned upright, without what a camera wrote into it.
 *
 * @param folder  start of the key, e.g. `accounts/1/contacts/7`
 * @param fileName  end of its link, where somebody outside named the picture
 * @returns the storage key; a new one each time, so that caches see the change
 * @throws invalid for what is no picture, or too large
 */
export async function storeAvatar(bytes: Buffer, folder: string, fileName = ""): Promise<string> {
  if (bytes.byteLength > MAX_AVATAR_BYTES) throw invalid("avatar", "Avatar size is too big");
  const content = await squareJpeg(bytes);
  const name = fileName
    .slice(-100)
    .replace(/[^\w.-]+/g, "_")
    .replace(/^\.+/, "");
  const key = `${folder}/${newToken()}${name && "/"}${name || ".jpg"}`;
  await runtime().storage.put(key, content, { contentType: "image/jpeg" });
  return key;
}
