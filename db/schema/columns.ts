import { bigint, jsonb, timestamp } from "drizzle-orm/pg-core";

/** A `bigint` that JavaScript reads as a number: ids stay below 2^53. */
export const id = (name: string) => bigint(name, { mode: "number" });

/** Row id: given by the database, unique in the whole installation. */
export const identity = () => id("id").generatedAlwaysAsIdentity();

/** A point in time, UTC, millisecond precision. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => instant("created_at").notNull().defaultNow();
export const updatedAt = () => instant("updated_at").notNull().defaultNow();

/** Counts the changes of a row; clients ignore an event older than what they hold. */
export const revision = () => id("revision").notNull().default(1);

export type Attributes = Record<string, unknown>;

/** A JSON object, `{}` when nothing is known. */
export const attributes = (name: string) => jsonb(name).$type<Attributes>().notNull().default({});
