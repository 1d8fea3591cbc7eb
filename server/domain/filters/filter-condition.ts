import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { compare } from "./compare.ts";
import { type Condition, code, condition } from "./condition.ts";
import type { FilterRow } from "./contract.ts";
import { type CustomAttributes, customKey, loadCustomAttributes } from "./custom-attributes.ts";
import type { FilterAttribute, FilterOperator, FilterTarget } from "./filter-target.ts";
import { badValues, readTexts } from "./read-values.ts";

/**
 * The rows of a filter as one SQL condition (contract, conversations §3): code from the target's data, everything a caller
 * wrote as parameters. Rows are joined by their `query_operator`; `and` binds closer than `or`, as in SQL. No rows let
 * everything through.
 *
 * @param target  what is filtered; it names the alias that the statement must use
 * @returns for `asFragment` or `asDrizzle`
 * @throws refused with the contract's sentences: unknown key, operator or query operator, values that do not fit
 */
export async function filterCondition(
  ctx: AccountContext,
  target: FilterTarget,
  rows: FilterRow[],
): Promise<Condition> {
  if (rows.length === 0) return condition`true`;
  const custom = await loadCustomAttributes(ctx, target, rows);
  const joined = rows.map((row, place) => {
    const comparison = compareRow(target, custom, row);
    const isLast = place === rows.length - 1;
    return condition`(${comparison})${code(isLast ? noWord(row.query_operator) : joinWord(row.query_operator))}`;
  });
  return condition`(${joined.reduce((all, row) => condition`${all}${row}`)})`;
}

/** Says whether a row names something that can be asked about, whatever its operator. @throws refused for an unknown key */
export async function requireKnownKey(ctx: AccountContext, target: FilterTarget, row: FilterRow): Promise<void> {
  findAttribute(target, await loadCustomAttributes(ctx, target, [row]), row);
}

function compareRow(target: FilterTarget, custom: CustomAttributes, row: FilterRow): Condition {
  const key = row.attribute_key;
  const attribute = findAttribute(target, custom, row);
  const operator = attribute.operators.find((allowed) => allowed === row.filter_operator);
  if (!operator) {
    throw refused(`Invalid operator. The allowed operators for ${key} are [${attribute.operators.join(",")}].`);
  }
  return compare({ key, attribute, operator, texts: textsOf(target, row, operator) });
}

function findAttribute(target: FilterTarget, custom: CustomAttributes, row: FilterRow): FilterAttribute {
  const key = row.attribute_key;
  const attribute = Object.hasOwn(target.attributes, key) ? target.attributes[key] : custom.get(customKey(target, row));
  if (attribute) return attribute;
  throw refused(
    `Invalid attribute key - [${key}]. The key should be one of [${Object.keys(target.attributes).join(",")}] or a custom attribute defined in the account.`,
  );
}

function textsOf(target: FilterTarget, row: FilterRow, operator: FilterOperator): string[] {
  if (operator === "is_present" || operator === "is_not_present") return [];
  if (row.values === undefined || row.values === null) throw badValues(row.attribute_key);
  const texts = readTexts(row.attribute_key, row.values);
  return target.takesFirstValue ? texts.slice(0, 1) : texts;
}

/** Behind the last row nothing follows; a word there that could not stand anywhere is a mistake all the same. */
function noWord(word: string | null | undefined): "" {
  if (word) joinWord(word);
  return "";
}

function joinWord(word: string | null | undefined): " and " | " or " {
  const upper = word?.toUpperCase();
  if (upper === "AND") return " and ";
  if (upper === "OR") return " or ";
  throw refused('Query operator must be either "AND" or "OR".');
}
