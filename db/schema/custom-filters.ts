import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accountUsers } from "./accounts.ts";
import { attributes, createdAt, id, identity, updatedAt } from "./columns.ts";

/** What a saved view lists. */
export const customFilterTypes = ["conversation", "contact", "report"] as const;

/** Saved views: the filter rows somebody keeps under a name. Each person has their own. */
export const customFilters = pgTable(
  "custom_filters",
  {
    accountId: id("account_id").notNull(),
    id: identity(),
    userId: id("user_id").notNull(),
    name: text("name").notNull(),
    filterType: text("filter_type", { enum: customFilterTypes }).notNull().default("conversation"),
    /** `{ payload: rows }` as the filter operation takes them. */
    query: attributes("query"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    index("custom_filters_of_person").on(table.accountId, table.userId, table.filterType, table.id),
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [accountUsers.accountId, accountUsers.userId],
    }).onDelete("cascade"),
  ],
);
