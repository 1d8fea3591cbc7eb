import { sql } from "drizzle-orm";
import { boolean, foreignKey, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { attributes, createdAt, id, identity, updatedAt } from "./columns.ts";
import { inboxes } from "./inboxes.ts";

/** Another program that an account or one of its inboxes works with (contract, settings §12). */
export const integrationHooks = pgTable(
  "integration_hooks",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    appId: text("app_id").notNull(),
    inboxId: id("inbox_id"),
    hookType: text("hook_type", { enum: ["account", "inbox"] })
      .notNull()
      .default("account"),
    enabled: boolean("enabled").notNull().default(true),
    /** Without secrets. */
    settings: attributes("settings"),
    /** Encrypted JSON of the secret settings. */
    secrets: text("secrets"),
    referenceId: text("reference_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("integration_hooks_account_app").on(table.accountId, table.appId).where(sql`hook_type = 'account'`),
    foreignKey({ columns: [table.accountId, table.inboxId], foreignColumns: [inboxes.accountId, inboxes.id] }).onDelete(
      "cascade",
    ),
  ],
);
