import { z } from "zod";
import { attributeHash, page, unixSeconds } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

/** One act in the settings (contract, settings §15). */
export const auditLog = z.object({
  id: z.number(),
  auditable_id: z.number(),
  auditable_type: z.string(),
  auditable: z.null(),
  associated_id: z.number(),
  associated_type: z.string(),
  user_id: z.number().nullable(),
  user_type: z.string().nullable(),
  /** E-mail address of who did it. */
  username: z.string().nullable(),
  action: z.enum(["create", "update", "destroy", "sign_in", "sign_out"]),
  audited_changes: attributeHash,
  version: z.number(),
  comment: z.null(),
  request_uuid: z.string().nullable(),
  created_at: unixSeconds,
  remote_address: z.string().nullable(),
});
export type AuditLog = z.infer<typeof auditLog>;

export const listAuditLogs = operation({
  id: "audit_logs.list",
  method: "GET",
  path: "/api/v1/accounts/{account_id}/audit_logs",
  summary: "Who changed what in the settings, the newest first",
  tag: "Audit logs",
  callers: ["administrator"],
  query: z.object({ page }),
  response: z.object({
    per_page: z.number(),
    total_entries: z.number(),
    current_page: z.number(),
    audit_logs: z.array(auditLog),
  }),
});
