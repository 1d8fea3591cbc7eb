import { type Condition, condition } from "./condition.ts";
import type { FilterAttribute, FilterOperator } from "./filter-target.ts";
import { badValues, readDate, readDays, readStored } from "./read-values.ts";

/** One row of a filter after its key and operator were found. */
export interface Comparison {
  key: string;
  attribute: FilterAttribute;
  operator: FilterOperator;
  /** Empty for operators that ask for presence. */
  texts: string[];
}

/**
 * A row as SQL. `not_equal_to` and `does_not_contain` also let through what has no value at all.
 *
 * @throws refused for values that the attribute cannot have
 */
export function compare(row: Comparison): Condition {
  switch (row.operator) {
    case "equal_to":
      return narrowed(row, equals(row));
    case "not_equal_to":
      return condition`(${equals(row)}) is not true`;
    case "contains":
      return narrowed(row, matches(row, "%"));
    case "does_not_contain":
      return condition`(${matches(row, "%")}) is not true`;
    case "starts_with":
      return narrowed(row, matches(row, ""));
    case "is_present":
      return present(row.attribute);
    case "is_not_present":
      return condition`(${present(row.attribute)}) is not true`;
    case "days_before":
      return daysBefore(row);
    default:
      return ordered(row);
  }
}

function equals(row: Comparison): Condition {
  const { attribute } = row;
  const values = readStored(row.key, attribute, row.texts);
  if (attribute.type === "labels") {
    return condition`(${attribute.expression} <> '{}' and ${attribute.expression} && ${values}::text[])`;
  }
  return condition`${comparable(attribute)} = any(${listOf(attribute, values)})`;
}

/** What is compared with the values. Texts that cannot be what the type asks for are null and match nothing. */
function comparable(attribute: FilterAttribute): Condition {
  const { expression } = attribute;
  switch (attribute.type) {
    case "text":
      return attribute.isExact ? expression : condition`lower(${expression})`;
    case "number":
      return condition`(case when ${expression} ~ '^\\s*[+-]?\\d{1,40}(\\.\\d{1,40})?\\s*$' then (${expression})::numeric end)`;
    case "flag":
      return condition`(case when lower(${expression}) in ('true', 't', '1', 'yes', 'on') then true
        when lower(${expression}) in ('false', 'f', '0', 'no', 'off') then false end)`;
    case "date":
      return dayOf(expression);
    default:
      return expression;
  }
}

/** Days as text sort as days do; a cast would fail on the first nonsense that somebody stored. */
const dayOf = (expression: Condition): Condition =>
  condition`(case when ${expression} ~ '^\\d{4}-\\d{2}-\\d{2}' then left(${expression}, 10) collate "C" end)`;

function listOf(attribute: FilterAttribute, values: string[]): Condition {
  switch (attribute.type) {
    case "text":
      return attribute.isExact
        ? condition`${values}::text[]`
        : condition`array(select lower(v) from unnest(${values}::text[]) as v)`;
    case "id":
      return condition`${values}::text[]::bigint[]`;
    case "number":
      return condition`${values}::text[]::numeric[]`;
    case "flag":
      return condition`${values}::text[]::boolean[]`;
    default:
      return condition`${values}::text[]`;
  }
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

function matches({ attribute, texts, operator }: Comparison, before: "%" | ""): Condition {
  const isStart = operator === "starts_with" && attribute.type === "text";
  const values = isStart ? texts.map((text) => attribute.normalise?.(text) ?? text) : texts;
  return like(
    condition`(${attribute.expression})::text`,
    values.map((text) => `${before}${escaped(text)}%`),
  );
}

/** One pattern is written plainly: an index answers that, but no list. */
function like(text: Condition, patterns: string[]): Condition {
  const [only, ...others] = patterns;
  return only !== undefined && others.length === 0
    ? condition`${text} ilike ${only}`
    : condition`${text} ilike any(${patterns}::text[])`;
}

/** Lets a trigram index look first. Shorter texts than three letters have no trigram. */
function narrowed({ attribute, texts, operator }: Comparison, comparison: Condition): Condition {
  if (attribute.type !== "text" || !attribute.indexedIn || texts.some((text) => text.length < 3)) return comparison;
  if (attribute.isExact && operator === "equal_to") return comparison;
  const patterns = texts.map((text) => `%${escaped(text.replace(/^\++/, ""))}%`);
  return condition`(${like(attribute.indexedIn, patterns)} and ${comparison})`;
}

function present({ type, expression }: FilterAttribute): Condition {
  if (type === "labels") return condition`${expression} <> '{}'`;
  return condition`(${expression})::text <> ''`;
}

/** Earlier or later. Points in time are compared as days in UTC (contract, conversations §3). */
function ordered({ key, attribute, operator, texts }: Comparison): Condition {
  const value = texts[0] as string;
  const isGreater = operator === "is_greater_than";
  if (attribute.type === "time") {
    const day = readDate(value);
    if (day === null) throw badValues(key);
    return isGreater
      ? condition`${attribute.expression} >= (${day}::text::date + 1)::timestamp at time zone 'UTC'`
      : condition`${attribute.expression} < ${day}::text::date::timestamp at time zone 'UTC'`;
  }
  const list = listOf(attribute, readStored(key, attribute, [value]));
  return isGreater
    ? condition`${comparable(attribute)} > any(${list})`
    : condition`${comparable(attribute)} < any(${list})`;
}

/** Older than so many days, counted from today in UTC. */
function daysBefore({ key, attribute, texts }: Comparison): Condition {
  const days = readDays(texts[0] as string);
  if (days === null) throw badValues(key);
  const day = condition`((now() at time zone 'UTC')::date - ${days}::int)`;
  return attribute.type === "time"
    ? condition`${attribute.expression} < ${day}::timestamp at time zone 'UTC'`
    : condition`${dayOf(condition`(${attribute.expression})::text`)} < to_char(${day}, 'YYYY-MM-DD') collate "C"`;
}
