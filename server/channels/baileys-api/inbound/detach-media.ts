import { asRecord, own } from "../../json-fields.ts";
import { messageId } from "./address.ts";

/**
 * Takes the files out of `extra.media`, where they stand in base64 under the id of their message.
 *
 * @param body  loses the member
 */
export function detachMedia(body: unknown): { mediaId: string; bytes: Buffer }[] {
  const extra = asRecord(own(asRecord(body), "extra"));
  const media = asRecord(own(extra, "media"));
  if (!extra || !media) return [];
  delete extra.media;
  return Object.entries(media).flatMap(([id, base64]) => {
    if (messageId(id) === undefined || typeof base64 !== "string") return [];
    const bytes = Buffer.from(base64.replace(/^data:[^,]{0,200},/, ""), "base64");
    return bytes.byteLength > 0 ? [{ mediaId: id, bytes }] : [];
  });
}
