import { jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { createdAt, id, identity, updatedAt } from "./columns.ts";

/** In the order of their numbers on the wire. */
export const attributeModels = ["conversation_attribute", "contact_attribute"] as const;
export const attributeDisplayTypes = [
  "text",
  "number",
  "currency",
  "percent",
  "link",
  "date",
  "list",
  "checkbox",
] as const;

/** Fields that an account adds to its conversations and contacts. Values stand in their `custom_attributes`. */
export const customAttributeDefinitions = pgTable(
  "custom_attribute_definitions",
  {
    accountId: id("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    id: identity(),
    attributeModel: text("attribute_model", { enum: attributeModels }).notNull(),
    attributeKey: text("attribute_key").notNull(),
    displayName: text("display_name").notNull(),
    displayType: text("display_type", { enum: attributeDisplayTypes }).notNull().default("text"),
    description: text("description"),
    /** What a text must look like, and what people are told when it does not. */
    regexPattern: text("regex_pattern"),
    regexCue: text("regex_cue"),
    /** Choices of a list. */
    values: jsonb("values").$type<string[]>().notNull().default([]),
    defaultValue: text("default_value"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex("custom_attribute_definitions_key").on(table.accountId, table.attributeModel, table.attributeKey),
  ],
);
