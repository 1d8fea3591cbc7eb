import { and, asc, eq } from "drizzle-orm";
import { contactImportErrors, contactImports } from "#db/schema/contact-imports.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { listAgentRows } from "../accounts/queries.ts";
import { deleteFilesJob, mailImportSummaryJob } from "./jobs.ts";
import type { ImportFile } from "./read-import-file.ts";
import { BYTE_ORDER_MARK, csvLine } from "./write-csv.ts";

type ImportAt = { accountId: number; importId: number };

/** How long the file of rejected rows can be fetched. */
export const ERRORS_KEPT_DAYS = 30;

const thisImport = (ctx: AccountContext, { importId }: ImportAt) =>
  and(eq(contactImports.accountId, ctx.accountId), eq(contactImports.id, importId));

/** Marks an import as done, keeps its rejected rows as a file, and tells the administrators. A repeat changes nothing. */
export async function finishImport(ctx: AccountContext, at: ImportAt, file: ImportFile): Promise<void> {
  const errorsKey = await storeErrors(ctx, at, file);
  await end(ctx, at, { status: "completed", errorsKey });
}

/** Marks an import as refused as a whole, with a sentence for people, and tells the administrators. */
export async function failImport(ctx: AccountContext, at: ImportAt, error: string): Promise<void> {
  await end(ctx, at, { status: "failed", error: error.slice(0, 1000) });
}

type End = Partial<Pick<typeof contactImports.$inferInsert, "status" | "errorsKey" | "error">>;

async function end(ctx: AccountContext, at: ImportAt, values: End): Promise<void> {
  const administrators = (await listAgentRows(ctx)).filter((agent) => agent.role === "administrator");
  await transaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(contactImports).where(thisImport(tx, at)).for("update");
    if (!row || row.finishedAt) return;
    await tx.db
      .update(contactImports)
      .set({ ...values, finishedAt: new Date(), updatedAt: new Date() })
      .where(thisImport(tx, at));
    // People's data is not kept longer than it is needed.
    tx.enqueue(deleteFilesJob, { keys: [row.storageKey] }, { priority: 10 });
    if (values.errorsKey) {
      const runAt = new Date(Date.now() + ERRORS_KEPT_DAYS * 86_400_000);
      tx.enqueue(deleteFilesJob, { keys: [values.errorsKey] }, { priority: 10, runAt });
    }
    for (const { id } of administrators) {
      tx.enqueue(mailImportSummaryJob, { account_id: tx.accountId, import_id: at.importId, user_id: id });
    }
  });
}

/** The rejected rows as they stood in the file, with a column for the reasons. @returns null when there are none */
async function storeErrors(ctx: AccountContext, at: ImportAt, file: ImportFile): Promise<string | null> {
  const rejected = await database(ctx)
    .select()
    .from(contactImportErrors)
    .where(and(eq(contactImportErrors.accountId, ctx.accountId), eq(contactImportErrors.importId, at.importId)))
    .orderBy(asc(contactImportErrors.row));
  if (rejected.length === 0) return null;
  const lines = rejected.map(({ row, reason }) => {
    const cells = file.cells[row - 1] ?? [];
    const padding = Array.from({ length: Math.max(0, file.header.length - cells.length) }, () => "");
    return csvLine([...cells, ...padding, reason]);
  });
  const key = `accounts/${ctx.accountId}/imports/${at.importId}-errors.csv`;
  const content = BYTE_ORDER_MARK + csvLine([...file.header, "errors"]) + lines.join("");
  await runtime().storage.put(key, Buffer.from(content), { contentType: "text/csv" });
  return key;
}
