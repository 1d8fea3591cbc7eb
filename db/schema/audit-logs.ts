import { index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { attributes, createdAt, id, identity } from "./columns.ts";

/** Who changed what in the settings of an account, and who signed in; written by a subscriber of events. */
export const auditLogs = pgTable(
  "audit_logs",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    /** The event it tells of: a repeat writes nothing. */
    eventId: id("event_id").notNull(),
    auditableType: text("auditable_type").notNull(),
    auditableId: id("auditable_id").notNull(),
    action: text("action", { enum: ["create", "update", "destroy", "sign_in", "sign_out"] }).notNull(),
    /** Field → value, or field → [before, after] for an update. Never a secret. */
    auditedChanges: attributes("audited_changes"),
    /** Which change of this record it is, from 1. */
    version: integer("version").notNull(),
    userId: id("user_id"),
    /** The e-mail address at that time: the person may be gone by now. */
    username: text("username"),
    requestId: text("request_id"),
    remoteAddress: text("remote_address"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("audit_logs_event").on(table.accountId, table.eventId),
    index("audit_logs_of_record").on(table.accountId, table.auditableType, table.auditableId),
  ],
);
