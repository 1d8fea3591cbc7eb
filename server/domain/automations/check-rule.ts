import { AppError, isAppError } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { publicSentence } from "../../platform/http/error-response.ts";
import type { PerformAction } from "./actions/action.ts";
import { problemsOfParams } from "./check-params.ts";
import type { AutomationAction, RuleCondition } from "./contract.ts";
import { joinWord, ruleConditionSql } from "./rule-condition.ts";

/** @throws refused with the contract's `{"error":{"actions":[…]}}` naming what there is not, or what could never be done */
export function checkActions(actions: AutomationAction[], table: Readonly<Record<string, PerformAction>>): void {
  const unknown = actions.map(({ action_name }) => action_name).filter((name) => !Object.hasOwn(table, name));
  if (unknown.length > 0) throw unsupported("actions", `Automation actions ${unknown.join(",")} not supported.`);
  const [problem] = problemsOfParams(actions);
  if (problem) throw unsupported("actions", problem);
}

/** @throws refused with the contract's `{"error":{"conditions":[…]}}` */
export async function checkConditions(ctx: AccountContext, conditions: RuleCondition[]): Promise<void> {
  const withoutOperator = conditions.slice(0, -1).filter(({ query_operator }) => !query_operator);
  if (withoutOperator.length > 0) throw unsupported("conditions", "Automation conditions should have query operator.");
  try {
    for (const { query_operator } of conditions) if (query_operator) joinWord(query_operator);
    await ruleConditionSql(ctx, conditions, {});
  } catch (error) {
    if (!isAppError(error) || error.code !== "refused") throw error;
    throw unsupported("conditions", publicSentence(error));
  }
}

const unsupported = (field: "actions" | "conditions", sentence: string) =>
  new AppError("refused", { public: sentence, errors: { [field]: [sentence] } });
