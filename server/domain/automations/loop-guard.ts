import { refused } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";

const PREFIX = "automation:";
/** Messages that one rule may write into one conversation within some minutes: more is no answer to a person. */
const MOST_SAID = 30;
const WITHIN_MINUTES = 10;

/** The cause that everything a rule does carries. */
export const automationCause = (ruleId: number): string => `${PREFIX}${ruleId}`;

/** Whether an event was caused by a rule: such events call no rules, or two rules could call each other for ever. */
export const isCausedByRule = (actor: Record<string, unknown> | null): boolean =>
  actor?.kind === "system" && typeof actor.cause === "string" && actor.cause.startsWith(PREFIX);

/**
 * Two automatons of different houses answer each other for ever, and neither sees the other's cause: what gives them away is how
 * much a rule has said to one customer.
 *
 * @throws refused when the rule must stop
 */
export async function requireNoFlood(tx: Tx, rule: { id: number; conversationId: number }): Promise<void> {
  const [row] = await tx.sql<{ said: number }[]>`
    select count(*)::int as said from messages
    where account_id = ${tx.accountId} and conversation_id = ${rule.conversationId}
      and created_at > now() - make_interval(mins => ${WITHIN_MINUTES})
      and content_attributes ->> 'automation_rule_id' = ${String(rule.id)}`;
  if ((row?.said ?? 0) < MOST_SAID) return;
  throw refused(
    `It wrote ${MOST_SAID} messages into one conversation within ${WITHIN_MINUTES} minutes, so it probably answers another machine`,
  );
}
