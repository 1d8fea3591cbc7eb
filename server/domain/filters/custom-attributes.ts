import { type AccountContext, statements } from "../../platform/context.ts";
import { type Condition, condition } from "./condition.ts";
import type { FilterRow } from "./contract.ts";
import { type AttributeModel, type FilterAttribute, type FilterTarget, filterOperators } from "./filter-target.ts";

/** How values of a custom attribute are compared, by its display type (contract, conversations §3). */
const types: Record<string, "text" | "number" | "date" | "flag"> = {
  text: "text",
  link: "text",
  list: "text",
  number: "number",
  currency: "number",
  percent: "number",
  date: "date",
  checkbox: "flag",
};

const operators = filterOperators.filter((operator) => operator !== "starts_with");

/** Custom attributes that rows ask for, by what `customKey` gives. Keys that the account does not define are not in it. */
export type CustomAttributes = Map<string, FilterAttribute>;

/** Which custom attribute a row means, in one text. */
export function customKey(target: FilterTarget, row: FilterRow): string {
  return `${modelOf(target, row)}:${row.attribute_key}`;
}

/** The custom attributes of the account among the keys of the rows. One statement; none when all keys are standard ones. */
export async function loadCustomAttributes(
  ctx: AccountContext,
  target: FilterTarget,
  rows: FilterRow[],
): Promise<CustomAttributes> {
  const wanted = rows.filter((row) => !Object.hasOwn(target.attributes, row.attribute_key));
  if (wanted.length === 0) return new Map();
  const keys = [...new Set(wanted.map((row) => row.attribute_key))];
  const defined = await statements(ctx)<{ model: AttributeModel; key: string; displayType: string }[]>`
    select attribute_model as model, attribute_key as key, display_type as "displayType"
    from custom_attribute_definitions
    where account_id = ${ctx.accountId} and attribute_key = any(${keys}::text[])`;
  return new Map(
    defined.flatMap(({ model, key, displayType }) => {
      const values = target.customAttributes[model];
      return values ? [[`${model}:${key}`, customAttribute(values, key, displayType)] as const] : [];
    }),
  );
}

function modelOf(target: FilterTarget, row: FilterRow): AttributeModel {
  const named = row.custom_attribute_type || row.attribute_model;
  return named === "conversation_attribute" || named === "contact_attribute" ? named : target.model;
}

/** Values were written by anybody in any form, so the expression is always text: comparisons cast what can be cast. */
function customAttribute(values: Condition, key: string, displayType: string): FilterAttribute {
  return { type: types[displayType] ?? "text", expression: condition`(${values} ->> ${key}::text)`, operators };
}
