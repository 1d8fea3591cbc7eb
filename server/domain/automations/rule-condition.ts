import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import { type Condition, code, condition } from "../filters/condition.ts";
import { filterCondition } from "../filters/filter-condition.ts";
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
        ? code(hasChanged(row, changed) ? "true" : "false")
        : await filterCondition(ctx, ruleFilter, [{ ...row, query_operator: null }]);
    const isLast = place === rows.length - 1;
    all = condition`${all}(${one})${code(isLast ? "" : joinWord(row.query_operator))}`;
  }
  return rows.length === 0 ? condition`true` : condition`(${all})`;
}

function joinWord(word: string | null | undefined): string {
  const upper = word?.toUpperCase();
  if (upper === "AND" || upper === "OR") return ` ${upper.toLowerCase()} `;
  throw refused('Query operator must be either "AND" or "OR".');
}

const priorities = ["low", "medium", "high", "urgent"];

/** `values: {from: [], to: []}`; an empty side lets everything through. */
function hasChanged({ attribute_key: key, values }: RuleCondition, changed: Changed): boolean {
  const change = Object.hasOwn(changed, key) ? changed[key] : undefined;
  if (!change) return false;
  const { from, to } = (typeof values === "object" && values !== null ? values : {}) as {
    from?: unknown;
    to?: unknown;
  };
  return isAmong(from, onWire(key, change[0])) && isAmong(to, onWire(key, change[1]));
}

const onWire = (key: string, value: unknown): unknown =>
  key === "priority" && typeof value === "number" ? priorities[value] : value;

function isAmong(wanted: unknown, value: unknown): boolean {
  if (!Array.isArray(wanted) || wanted.length === 0) return true;
  const have = (Array.isArray(value) ? value : [value]).map((one) => String(one ?? "nil").toLowerCase());
  return wanted.some((one) => have.includes(String(one ?? "nil").toLowerCase()));
}
