import { and, asc, eq } from "drizzle-orm";
import { customAttributeDefinitions } from "#db/schema/custom-attribute-definitions.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { whenTaken } from "../../platform/database/when-taken.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { checkDefinition } from "./check-definition.ts";
import type * as contract from "./contract/custom-attribute-definitions.ts";

type Row = typeof customAttributeDefinitions.$inferSelect;
type Definition = contract.CustomAttributeDefinition;

const definition = (ctx: AccountContext, id: number) =>
  and(eq(customAttributeDefinitions.accountId, ctx.accountId), eq(customAttributeDefinitions.id, id));

const withFreeKey = <T>(work: () => Promise<T>): Promise<T> =>
  whenTaken(
    {
      index: "custom_attribute_definitions_key",
      field: "attribute_key",
      sentence: "Attribute key has already been taken",
    },
    work,
  );

/** The account's custom attributes, of one kind when one is named (contract, settings §7). */
export async function listCustomAttributes(
  ctx: AccountContext,
  input: Input<typeof contract.listCustomAttributes>,
): Promise<Definition[]> {
  authorize(canEditContacts(ctx));
  const ofAccount = eq(customAttributeDefinitions.accountId, ctx.accountId);
  const model = input.attribute_model;
  const rows = await database(ctx)
    .select()
    .from(customAttributeDefinitions)
    .where(model ? and(ofAccount, eq(customAttributeDefinitions.attributeModel, model)) : ofAccount)
    .orderBy(asc(customAttributeDefinitions.id));
  return rows.map(serializeDefinition);
}

/** @throws not_found */
export async function getCustomAttribute(ctx: AccountContext, input: { id: number }): Promise<Definition> {
  authorize(canEditContacts(ctx));
  const [row] = await database(ctx).select().from(customAttributeDefinitions).where(definition(ctx, input.id));
  if (!row) throw notFound(`custom attribute ${input.id}`);
  return serializeDefinition(row);
}

/** @throws invalid for a key that is taken or that a standard attribute has, and for choices and patterns that are none */
export async function createCustomAttribute(
  ctx: AccountContext,
  input: Input<typeof contract.createCustomAttribute>,
): Promise<Definition> {
  authorize(canEditContacts(ctx));
  const values = columnsOf(input);
  return withFreeKey(() =>
    transaction(ctx, async (tx) => {
      const [row] = await tx.db
        .insert(customAttributeDefinitions)
        .values({
          ...values,
          accountId: tx.accountId,
          attributeModel: input.attribute_model,
          attributeKey: input.attribute_key,
          displayName: input.attribute_display_name,
        })
        .returning();
      if (!row) throw new Error("The custom attribute was not inserted");
      checkDefinition(row);
      noteChange(tx, { record: "CustomAttributeDefinition", id: row.id, action: "create", changes: {} });
      return serializeDefinition(row);
    }),
  );
}

/** Changes the given fields. @throws not_found, and as `createCustomAttribute` */
export async function updateCustomAttribute(
  ctx: AccountContext,
  input: Input<typeof contract.updateCustomAttribute>,
): Promise<Definition> {
  authorize(canEditContacts(ctx));
  return withFreeKey(() =>
    transaction(ctx, async (tx) => {
      const [row] = await tx.db
        .update(customAttributeDefinitions)
        .set({ ...columnsOf(input), updatedAt: new Date() })
        .where(definition(tx, input.id))
        .returning();
      if (!row) throw notFound(`custom attribute ${input.id}`);
      checkDefinition(row);
      const changes = { updated_at: [null, row.updatedAt.toISOString()] };
      noteChange(tx, { record: "CustomAttributeDefinition", id: row.id, action: "update", changes });
      return serializeDefinition(row);
    }),
  );
}

/** Values that conversations and contacts were given stay; nobody asks for them any more. @throws not_found */
export async function deleteCustomAttribute(ctx: AccountContext, input: { id: number }): Promise<void> {
  authorize(canEditContacts(ctx));
  await transaction(ctx, async (tx) => {
    const [row] = await tx.db.delete(customAttributeDefinitions).where(definition(tx, input.id)).returning();
    if (!row) throw notFound(`custom attribute ${input.id}`);
    noteChange(tx, { record: "CustomAttributeDefinition", id: row.id, action: "destroy", changes: {} });
  });
}

type Given = Partial<Omit<Input<typeof contract.createCustomAttribute>, "id">>;

/** What was given; keys that were not are left out. */
function columnsOf(given: Given): Partial<typeof customAttributeDefinitions.$inferInsert> {
  const columns = {
    attributeModel: given.attribute_model,
    attributeKey: given.attribute_key,
    displayName: given.attribute_display_name,
    displayType: given.attribute_display_type,
    description: given.attribute_description,
    regexPattern: given.regex_pattern === "" ? null : given.regex_pattern,
    regexCue: given.regex_cue,
    values: given.attribute_values === null ? [] : given.attribute_values,
    defaultValue: given.default_value,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

const serializeDefinition = (row: Row): Definition => ({
  id: row.id,
  attribute_display_name: row.displayName,
  attribute_display_type: row.displayType,
  attribute_description: row.description,
  attribute_key: row.attributeKey,
  regex_pattern: row.regexPattern,
  regex_cue: row.regexCue,
  attribute_values: row.values,
  attribute_model: row.attributeModel,
  default_value: row.defaultValue,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
