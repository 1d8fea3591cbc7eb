import type { Context } from "../context.ts";
import { type FileReference, verifyFileLink } from "./file-link.ts";

/** What a file link names; null when we did not make it. */
export async function openFileLink(_ctx: Context, { token }: { token: string }): Promise<FileReference | null> {
  return verifyFileLink(token);
}
