import { and, desc, eq, sql } from "drizzle-orm";
import { contactImportErrors, contactImports } from "#db/schema/contact-imports.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { toIso } from "../../platform/contract/fields.ts";
import type { Result } from "../../platform/contract/operation.ts";
import { fileLink } from "../../platform/storage/file-link.ts";
import { authorize } from "../../policies/authorize.ts";
import { canDeleteContacts } from "../../policies/contacts.ts";
import type * as contract from "./contract/transfer.ts";

const LATEST = 20;

/** The latest imports of the account, the newest first, and how far they have come. */
export async function listContactImports(ctx: AccountContext): Promise<Result<typeof contract.listContactImports>> {
  authorize(canDeleteContacts(ctx));
  return { payload: (await importRows(ctx)).map(serializeImport) };
}

/** One import, or the latest ones. */
export function importRows(ctx: AccountContext, importId?: number) {
  const ofAccount = eq(contactImports.accountId, ctx.accountId);
  return database(ctx)
    .select({
      import: contactImports,
      rejected: sql<number>`(select count(*)::int from ${contactImportErrors}
        where ${contactImportErrors.accountId} = ${contactImports.accountId}
          and ${contactImportErrors.importId} = ${contactImports.id})`,
    })
    .from(contactImports)
    .where(importId === undefined ? ofAccount : and(ofAccount, eq(contactImports.id, importId)))
    .orderBy(desc(contactImports.id))
    .limit(LATEST);
}

type Row = Awaited<ReturnType<typeof importRows>>[number];

/** An import as people see it. */
export function serializeImport({ import: row, rejected }: Row): contract.ContactImport {
  const meta = { contentType: "text/csv", fileName: `errors-${row.fileName}`.replace(/(\.csv)?$/i, ".csv") };
  return {
    id: row.id,
    file_name: row.fileName,
    status: row.status,
    total_records: row.totalRecords,
    processed_records: row.processedRecords,
    rejected_records: rejected,
    errors_url: row.errorsKey ? fileLink(row.errorsKey, meta) : null,
    error: row.error,
    created_at: row.createdAt.toISOString(),
    finished_at: toIso(row.finishedAt),
  };
}
