import { isAppError } from "../../../platform/app-error.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { publicSentence } from "../../../platform/http/error-response.ts";
import type { AutomationAction } from "../contract.ts";
import type { ActionRun, PerformAction } from "./action.ts";

/** What went wrong with one step. */
export interface ActionFailure {
  action: string;
  error: string;
}

/**
 * Does one step after the other in the caller's transaction, each behind a savepoint: one that is refused (a team that is gone, a
 * text that is too long) leaves nothing behind and does not keep the others from being done.
 *
 * @returns the steps that could not be done
 * @throws whatever is no refusal, so that the job is tried again from the start
 */
export async function performActions(
  tx: Tx,
  run: Omit<ActionRun, "ctx">,
  { actions, table }: { actions: AutomationAction[]; table: Readonly<Record<string, PerformAction>> },
): Promise<ActionFailure[]> {
  const failures: ActionFailure[] = [];
  for (const { action_name: name, action_params: params } of actions) {
    const perform = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!perform) {
      failures.push({ action: name, error: "There is no such action" });
      continue;
    }
    await tx.sql`savepoint automation_step`;
    try {
      await perform({ ...run, ctx: tx }, Array.isArray(params) ? params : params === undefined ? [] : [params]);
    } catch (error) {
      if (!isAppError(error) || error.code === "internal" || error.code === "unavailable") throw error;
      await tx.sql`rollback to savepoint automation_step`;
      failures.push({ action: name, error: publicSentence(error) });
    }
  }
  return failures;
}
