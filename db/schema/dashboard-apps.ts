import { boolean, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { type Attributes, createdAt, id, identity, updatedAt } from "./columns.ts";

/** Pages of other programs, shown beside a conversation. */
export const dashboardApps = pgTable(
  "dashboard_apps",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    title: text("title").notNull(),
    showOnSidebar: boolean("show_on_sidebar").notNull().default(false),
    /** `[{ type: "frame", url }]` */
    content: jsonb("content").$type<Attributes[]>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.id] })],
);
