import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, instant } from "./columns.ts";

/** The app or device that gives a person one-time codes for signing in (contract, settings §2). */
export const secondFactors = pgTable("second_factors", {
  userId: id("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Encrypted. */
  secret: text("secret").notNull(),
  /** Null until the first code proved that the app has the secret: nothing is asked before. */
  enabledAt: instant("enabled_at"),
  /** Number of the last half minute whose code was taken: each code is good once. */
  lastStep: integer("last_step").notNull().default(0),
  /** Hashes of those not used yet. */
  backupCodeHashes: text("backup_code_hashes").array().notNull().default([]),
  createdAt: createdAt(),
});
