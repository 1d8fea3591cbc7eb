import { desc, eq } from "drizzle-orm";
import { auditLogs } from "#db/schema/audit-logs.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { toUnix } from "../../platform/contract/fields.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import type { AuditLog, listAuditLogs as operation } from "./contract.ts";

/** Rows of a page (contract, conventions §7). */
const PAGE_SIZE = 15;

/** A page of the audit log, the newest first. @throws forbidden */
export async function listAuditLogs(
  ctx: AccountContext,
  { page }: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  authorize(canManageSettings(ctx));
  const ofAccount = eq(auditLogs.accountId, ctx.accountId);
  const [rows, total] = await Promise.all([
    database(ctx)
      .select()
      .from(auditLogs)
      .where(ofAccount)
      .orderBy(desc(auditLogs.id))
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE),
    database(ctx).$count(auditLogs, ofAccount),
  ]);
  return { per_page: PAGE_SIZE, total_entries: total, current_page: page, audit_logs: rows.map(serializeAuditLog) };
}

function serializeAuditLog(row: typeof auditLogs.$inferSelect): AuditLog {
  return {
    id: row.id,
    auditable_id: row.auditableId,
    auditable_type: row.auditableType,
    auditable: null,
    associated_id: row.accountId,
    associated_type: "Account",
    user_id: row.userId,
    user_type: row.userId === null ? null : "User",
    username: row.username,
    action: row.action,
    audited_changes: row.auditedChanges,
    version: row.version,
    comment: null,
    request_uuid: row.requestId,
    created_at: toUnix(row.createdAt),
    remote_address: row.remoteAddress,
  };
}
