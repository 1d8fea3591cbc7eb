import { z } from "zod";
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
