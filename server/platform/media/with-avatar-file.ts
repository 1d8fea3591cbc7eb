import { invalid } from "../app-error.ts";
import { runtime } from "../runtime.ts";
import { MAX_AVATAR_BYTES, storeAvatar } from "./store-avatar.ts";

/**
 * Stores an uploaded picture before `work` writes its key: storage is outside the database, so a key is never written for
 * a file that is not there, and a file whose key was not written goes again.
 *
 * @param folder  start of the storage key
 * @param file  null takes the picture away
 * @param work  gets the key; null to take it away, undefined to leave it
 */
export async function withAvatarFile<T>(
  file: File | null | undefined,
  folder: string,
  work: (avatarKey: string | null | undefined) => Promise<T>,
): Promise<T> {
  if (!file) return work(file);
  if (file.size > MAX_AVATAR_BYTES) throw invalid("avatar", "Avatar size is too big");
  const key = await storeAvatar(Buffer.from(await file.arrayBuffer()), folder);
  try {
    return await work(key);
  } catch (error) {
    await runtime().storage.delete(key);
    throw error;
  }
}
