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
      const { step, announce } = collecting(tx);
      await perform({ ...run, ctx: step }, Array.isArray(params) ? params : params === undefined ? [] : [params]);
      announce();
    } catch (error) {
      if (!isAppError(error) || error.code === "internal" || error.code === "unavailable") throw error;
      await tx.sql`rollback to savepoint automation_step`;
      failures.push({ action: name, error: publicSentence(error) });
    }
  }
  return failures;
}

/** The transaction for one step: its events and jobs join the others only once the step is done, so that a savepoint takes them too. */
function collecting(tx: Tx): { step: Tx; announce: () => void } {
  const collected: (() => void)[] = [];
  const step: Tx = {
    ...tx,
    emit: (type, data) => void collected.push(() => tx.emit(type, data)),
    enqueue: (job, payload, options) => void collected.push(() => tx.enqueue(job, payload, options)),
  };
  const announce = () => {
    for (const tell of collected) tell();
  };
  return { step, announce };
}
