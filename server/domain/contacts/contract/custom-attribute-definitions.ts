import { z } from "zod";
import { isoInstant, namedByNumber, textUpTo, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/custom_attribute_definitions";

const models = ["conversation_attribute", "contact_attribute"] as const;
const displayTypes = ["text", "number", "currency", "percent", "link", "date", "list", "checkbox"] as const;

/** A value of a numbered list, by name or by number, as text or not (contract, conventions §9). */
const numbered = <const T extends readonly string[]>(names: T) => z.preprocess(namedByNumber(names), z.enum(names));

/** A field that the account adds to its conversations or contacts (contract, settings §7). */
export const customAttributeDefinition = z.object({
  id: z.number(),
  attribute_display_name: z.string(),
  attribute_display_type: z.enum(displayTypes),
  attribute_description: z.string().nullable(),
  attribute_key: z.string(),
  regex_pattern: z.string().nullable(),
  regex_cue: z.string().nullable(),
  attribute_values: z.array(z.string()),
  attribute_model: z.enum(models),
  default_value: z.string().nullable(),
  created_at: isoInstant,
  updated_at: isoInstant,
});
export type CustomAttributeDefinition = z.infer<typeof customAttributeDefinition>;

const scalar = z.union([z.string().max(255), z.number(), z.boolean()]).transform(String);
const values = z.union([z.array(scalar).max(1000), z.string().transform((text) => (text ? [text] : []))]);

const name = textUpTo(255).trim().min(1);
const optionalFields = {
  attribute_description: textUpTo(20_000).nullish(),
  regex_pattern: textUpTo(255).nullish(),
  regex_cue: textUpTo(255).nullish(),
  attribute_values: values.nullish(),
  default_value: scalar.nullish(),
};

export const listCustomAttributes = operation({
  id: "custom_attribute_definitions.list",
  method: "GET",
  path: base,
  summary: "Custom attributes, of all or of one kind",
  tag: "Custom Attributes",
  callers: ["user"],
  query: z.object({
    attribute_model: z.union([z.literal("").transform(() => undefined), numbered(models)]).optional(),
  }),
  response: z.array(customAttributeDefinition),
});

export const createCustomAttribute = operation({
  id: "custom_attribute_definitions.create",
  method: "POST",
  path: base,
  summary: "Add a custom attribute",
  tag: "Custom Attributes",
  callers: ["user"],
  rootKey: "custom_attribute_definition",
  body: z.object({
    attribute_display_name: name,
    attribute_display_type: numbered(displayTypes),
    attribute_key: name,
    attribute_model: numbered(models).default("conversation_attribute"),
    ...optionalFields,
  }),
  response: customAttributeDefinition,
});

const definitionPath = z.object({ id: wireId });

export const getCustomAttribute = operation({
  id: "custom_attribute_definitions.get",
  method: "GET",
  path: `${base}/{id}`,
  summary: "One custom attribute",
  tag: "Custom Attributes",
  callers: ["user"],
  params: definitionPath,
  response: customAttributeDefinition,
});

export const updateCustomAttribute = operation({
  id: "custom_attribute_definitions.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a custom attribute",
  tag: "Custom Attributes",
  callers: ["user"],
  params: definitionPath,
  rootKey: "custom_attribute_definition",
  body: z.object({
    attribute_display_name: name.optional(),
    attribute_display_type: numbered(displayTypes).optional(),
    attribute_key: name.optional(),
    attribute_model: numbered(models).optional(),
    ...optionalFields,
  }),
  response: customAttributeDefinition,
});

export const deleteCustomAttribute = operation({
  id: "custom_attribute_definitions.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Remove a custom attribute; values that were given stay where they are",
  tag: "Custom Attributes",
  callers: ["user"],
  params: definitionPath,
  status: 204,
});
