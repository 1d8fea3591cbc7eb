import { z } from "zod";
import { isoInstant, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

/** Largest file that is kept for a later message (contract, conventions §10). */
export const MAX_UPLOAD_BYTES = 40 * 1024 * 1024;

export const uploadFile = operation({
  id: "uploads.create",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/upload",
  summary: "Keep a file for messages, macros, rules and articles that name it later",
  tag: "Uploads",
  callers: ["user"],
  maxBytes: MAX_UPLOAD_BYTES + 64 * 1024,
  body: z.object({ attachment: z.instanceof(File).optional().catch(undefined), external_url: z.string().nullish() }),
  /** `blob_id` stands for the file wherever a signed id is taken. */
  response: z.object({ file_url: z.string(), blob_id: z.string() }),
});

const blob = z.object({
  /** A number that belongs to the file, for clients that insist on one; everything goes by `signed_id`. */
  id: z.number(),
  key: z.string(),
  filename: z.string(),
  content_type: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  byte_size: z.number(),
  checksum: z.string(),
  created_at: isoInstant,
  /** Stands for the file wherever a signed id is taken, once the bytes are there. */
  signed_id: z.string(),
  /** Where the bytes go, with PUT and these headers. */
  direct_upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
export type DirectUpload = z.infer<typeof blob>;

/** What is said of a file before its bytes come; `checksum` is its MD5 in base64. */
export const announcedBlob = z.object({
  blob: z.object({
    filename: z.string().trim().min(1, "can't be blank").max(255),
    byte_size: z.coerce.number().int().min(1).max(MAX_UPLOAD_BYTES, "is too big"),
    checksum: z.string().regex(/^[A-Za-z0-9+/]{22}==$/, "is invalid"),
    content_type: z.string().max(255).nullish(),
    metadata: z.unknown().optional(),
  }),
});
export type AnnouncedBlob = z.infer<typeof announcedBlob>;

const direct = { method: "POST", tag: "Uploads", body: announcedBlob, response: blob, ratePerMinute: 60 } as const;

export const startConversationUpload = operation({
  ...direct,
  id: "uploads.start_in_conversation",
  path: "/api/v1/accounts/{account_id}/conversations/{conversation_id}/direct_uploads",
  summary: "Announce a file for a message of this conversation",
  callers: ["user"],
  params: z.object({ conversation_id: wireId }),
});

export const startUpload = operation({
  ...direct,
  id: "uploads.start",
  path: "/rails/active_storage/direct_uploads",
  summary: "Announce a file for the account one works in",
  callers: ["user"],
});

export const startWidgetUpload = operation({
  ...direct,
  id: "widget.start_upload",
  path: "/api/v1/widget/direct_uploads",
  summary: "Announce a file that a visitor sends",
  tag: "Widget",
  callers: ["nobody"],
  query: z.object({ website_token: z.string().max(255).optional() }),
});

export const receiveUpload = operation({
  id: "uploads.receive",
  method: "PUT",
  path: "/rails/active_storage/disk/{token}",
  summary: "The bytes of an announced file",
  tag: "Uploads",
  callers: ["nobody"],
  params: z.object({ token: z.string().max(4_000) }),
  isBytes: true,
  body: z.object({ file: z.instanceof(File) }),
  maxBytes: MAX_UPLOAD_BYTES,
  status: 204,
});
