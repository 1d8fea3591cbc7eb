import * as auditLogs from "#server/domain/audit-logs/contract.ts";
import { listAuditLogs } from "#server/domain/audit-logs/list-audit-logs.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(auditLogs.listAuditLogs, listAuditLogs);
