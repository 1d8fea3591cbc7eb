import { and, eq } from "drizzle-orm";
import { contactImportErrors, contactImports } from "#db/schema/contact-imports.ts";
import { type AccountContext, database, systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { applyImportRows } from "./apply-import-rows.ts";
import { failImport, finishImport } from "./finish-import.ts";
import { type ImportFile, readImportFile } from "./read-import-file.ts";

/** Rows to a transaction: enough to be quick, few enough that nobody waits for their locks. */
const BATCH = 100;

type ImportAt = { accountId: number; importId: number };

/**
 * Reads an uploaded file and makes or changes its contacts, a hundred rows at a time. Each hundred commits with the mark how
 * far it has come, so after a crash the next try goes on there and does nothing twice. Rejected rows keep their reasons.
 */
export async function importContacts(at: ImportAt): Promise<void> {
  const ctx = systemContext(at.accountId, "import_contacts");
  const [row] = await database(ctx).select().from(contactImports).where(thisImport(ctx, at));
  if (!row || row.status === "completed" || row.status === "failed") return;
  const bytes = await runtime().storage.read(row.storageKey);
  const file = bytes ? readImportFile(bytes) : "The file is gone";
  if (typeof file === "string") return failImport(ctx, at, file);
  let hasMore = true;
  while (hasMore) hasMore = await transaction(ctx, (tx) => importBatch(tx, at, file));
  await finishImport(ctx, at, file);
}

const thisImport = (ctx: AccountContext, { importId }: ImportAt) =>
  and(eq(contactImports.accountId, ctx.accountId), eq(contactImports.id, importId));

/** @returns whether there is more to do */
async function importBatch(tx: Tx, at: ImportAt, file: ImportFile): Promise<boolean> {
  const [row] = await tx.db.select().from(contactImports).where(thisImport(tx, at)).for("update");
  if (!row) return false;
  const start = row.processedRecords;
  const batch = file.rows.slice(start, start + BATCH);
  const rejected = await applyImportRows(tx, batch);
  if (rejected.length > 0) {
    await tx.db.insert(contactImportErrors).values(
      rejected.map(({ place, reason }) => ({
        accountId: tx.accountId,
        importId: at.importId,
        row: start + place + 1,
        reason,
      })),
    );
  }
  await tx.db
    .update(contactImports)
    .set({
      status: "processing",
      totalRecords: file.rows.length,
      processedRecords: start + batch.length,
      updatedAt: new Date(),
    })
    .where(thisImport(tx, at));
  return start + batch.length < file.rows.length;
}
