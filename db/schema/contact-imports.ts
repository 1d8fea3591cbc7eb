import { foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { createdAt, id, identity, instant, updatedAt } from "./columns.ts";

/** An uploaded file of contacts and how far its import has come. */
export const contactImports = pgTable(
  "contact_imports",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    /** Who uploaded it. */
    userId: id("user_id"),
    fileName: text("file_name").notNull(),
    /** The file in storage. */
    storageKey: text("storage_key").notNull(),
    status: text("status", { enum: ["pending", "processing", "completed", "failed"] })
      .notNull()
      .default("pending"),
    /** Rows of the file without its header; 0 until it was read. */
    totalRecords: integer("total_records").notNull().default(0),
    /** Rows that are dealt with, rejected ones included: where the import goes on after a crash. */
    processedRecords: integer("processed_records").notNull().default(0),
    /** Rejected rows with their reasons, as a file in storage. */
    errorsKey: text("errors_key"),
    /** Why the whole file was refused. */
    error: text("error"),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.id] })],
);

/** Rows of an import that were rejected. */
export const contactImportErrors = pgTable(
  "contact_import_errors",
  {
    accountId: id("account_id").notNull(),
    importId: id("import_id").notNull(),
    /** Place of the row in the file, 1 for the first below the header. */
    row: integer("row").notNull(),
    reason: text("reason").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.importId, table.row] }),
    foreignKey({
      columns: [table.accountId, table.importId],
      foreignColumns: [contactImports.accountId, contactImports.id],
    }).onDelete("cascade"),
  ],
);
