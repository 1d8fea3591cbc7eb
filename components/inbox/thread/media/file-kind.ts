import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";

export type FileKind = "image" | "video" | "audio" | "voice" | "document" | "sticker";

/** What a file counts as when it is sent (contract, conventions §10). */
export function fileKind(file: Pick<File, "type">, isRecording = false): FileKind {
  if (isRecording) return "voice";
  if (/^image\/(jpeg|png|gif|bmp|webp)$/.test(file.type)) return "image";
  if (/^video\/(ogg|mp4|webm|quicktime|3gpp)$/.test(file.type)) return "video";
  return file.type.startsWith("audio/") ? "audio" : "document";
}

export type FileRefusal =
  | { reason: "kind"; kind: FileKind }
  | { reason: "size"; kind: FileKind; maxBytes: number }
  | { reason: "empty"; kind: FileKind };

/** Why a channel does not take a file; null when it does. Checked before anything is uploaded. */
export function refusalOf(
  file: Pick<File, "type" | "size">,
  attachments: WireCapabilities["attachments"],
  isRecording = false,
): FileRefusal | null {
  const kind = fileKind(file, isRecording);
  // A picture or recording that the channel does not know as such may still go as a file.
  const limit = attachments[kind] ?? (kind === "voice" ? attachments.audio : undefined) ?? attachments.document;
  if (!limit) return { reason: "kind", kind };
  if (file.size === 0) return { reason: "empty", kind };
  return file.size > limit.maxBytes ? { reason: "size", kind, maxBytes: limit.maxBytes } : null;
}
