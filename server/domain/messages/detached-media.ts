import { createHash } from "node:crypto";
import { runtime } from "../../platform/runtime.ts";

interface MediaOf {
  accountId: number;
  inboxId: number;
  mediaId: string;
}

/** Where a file waits that came inside a webhook, until its attachment fetches it. */
const keyOf = ({ accountId, inboxId, mediaId }: MediaOf): string =>
  `accounts/${accountId}/inbound/${inboxId}/${createHash("sha256").update(mediaId).digest("hex")}`;

/** Keeps a file that came inside a webhook. The same file again takes its place. */
export const putDetachedMedia = (of: MediaOf, bytes: Buffer): Promise<void> =>
  runtime().storage.put(keyOf(of), bytes, { contentType: "application/octet-stream" });

/** The file, or null when none came with the message. */
export const readDetachedMedia = (of: MediaOf): Promise<Buffer | null> => runtime().storage.read(keyOf(of));

/** Call once its content is stored elsewhere. */
export const dropDetachedMedia = (of: MediaOf): Promise<void> => runtime().storage.delete(keyOf(of));
