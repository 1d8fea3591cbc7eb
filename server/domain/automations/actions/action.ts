import type { Tx } from "../../../platform/database/transaction.ts";

/** What an action works on, and on whose behalf. */
export interface ActionRun {
  /** The person who ran a macro; the system, with the rule as its cause, for rules. */
  ctx: Tx;
  /** Display id. */
  conversationId: number;
  /** Marks what a rule says; null for macros. */
  ruleId: number | null;
  /** For webhooks: `automation_event.message_created`, `macro.executed`. */
  eventName: string;
  /** Whose calls of webhooks these are in the log: `automation_rule:5`, `macro:7`. */
  source: string;
}

/**
 * One kind of step.
 *
 * @param params  what the rule has for it, as a list
 * @throws AppError with a sentence for the run log when it cannot be done
 */
export type PerformAction = (run: ActionRun, params: unknown[]) => Promise<void>;
