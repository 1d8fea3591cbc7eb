import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { createdAt, id } from "./columns.ts";

/** Files that came before what is to use them. Messages copy them, so each is of no use after a while. */
export const directUploads = pgTable(
  "direct_uploads",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    storageKey: text("storage_key").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.storageKey] }),
    index("direct_uploads_age").on(table.createdAt),
  ],
);
