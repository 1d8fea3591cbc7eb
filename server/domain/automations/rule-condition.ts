import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import { type Condition, code, condition } from "../filters/condition.ts";
import { filterCondition, requireKnownKey } from "../filters/filter-condition.ts";
import type { RuleCondition } from "./contract.ts";
import { ruleFilter } from "./rule-filter.ts";

/**
 * The conditions of a rule as one SQL condition over `c`, `k` and `m` of `ruleFilter`. `attribute_changed` is answered from what the
 * event says; the rest is the filter's. `and` binds closer than `or`.
 *
 * @throws refused with the filter's sentences
 */
export async function ruleConditionSql(
  ctx: AccountContext,
  rows: RuleCondition[],
  changed: Changed,
): Promise<Condition> {
  let all = condition`${code("")}`;
  for (const [place, row] of rows.entries()) {
    const one =
      row.filter_operator === "attribute_changed"
        ? await changeCondition(ctx, row, changed)
        : await filterCondition(ctx, ruleFilter, [{ ...row, query_operator: null }]);
    const isLast = place === rows.length - 1;
    all = condition`${all}(${one})${code(isLast ? "" : joinWord(row.query_operator))}`;
  }
  return rows.length === 0 ? condition`true` : condition`(${all})`;
}

/** @throws refused for anything but AND and OR */
export function joinWord(word: string | null | undefined): string {
  const upper = word?.toUpperCase();
  if (upper === "AND" || upper === "OR") return ` ${upper.toLowerCase()} `;
  throw refused('Query operator must be either "AND" or "OR".');
}

const priorities = ["low", "medium", "high", "urgent"];

/** @throws refused for a key there is not: the rule would wait for ever */
async function changeCondition(ctx: AccountContext, row: RuleCondition, changed: Changed): Promise<Condition> {
  await requireKnownKey(ctx, ruleFilter, row);
  return code(hasChanged(row, changed) ? "true" : "false");
}

/** `values: {from: [], to: []}`; an empty side lets everything through. */
function hasChanged({ attribute_key: key, values }: RuleCondition, changed: Changed): boolean {
  const change = Object.hasOwn(changed, key) ? changed[key] : changeWithin(changed.custom_attributes, key);
  if (!change) return false;
  const { from, to } = (typeof values === "object" && values !== null ? values : {}) as {
    from?: unknown;
    to?: unknown;
  };
  return isAmong(from, onWire(key, change[0])) && isAmong(to, onWire(key, change[1]));
}

/** Custom attributes are announced all together. */
function changeWithin(all: Changed[string] | undefined, key: string): Changed[string] | undefined {
  const valueIn = (hash: unknown) =>
    typeof hash === "object" && hash !== null && Object.hasOwn(hash, key)
      ? (hash as Record<string, unknown>)[key]
      : null;
  const [before, after] = [valueIn(all?.[0]), valueIn(all?.[1])];
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : [before, after];
}

const onWire = (key: string, value: unknown): unknown =>
  key === "priority" && typeof value === "number" ? priorities[value] : value;

function isAmong(wanted: unknown, value: unknown): boolean {
  if (!Array.isArray(wanted) || wanted.length === 0) return true;
  const have = (Array.isArray(value) ? value : [value]).map((one) => String(one ?? "nil").toLowerCase());
  return wanted.some((one) => have.includes(String(one ?? "nil").toLowerCase()));
}
