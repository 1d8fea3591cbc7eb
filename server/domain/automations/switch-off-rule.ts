import type { Tx } from "../../platform/database/transaction.ts";
import { mailSwitchedOffJob } from "./jobs.ts";

/**
 * Switches a rule off and has every administrator told by mail, once: a rule that is off already tells nobody (contract, settings §11).
 *
 * @param reason  a sentence for people
 */
export async function switchOffRule(tx: Tx, ruleId: number, reason: string): Promise<void> {
  const [row] = await tx.sql`
    update automation_rules set active = false, disabled_reason = ${reason}, updated_at = now()
    where account_id = ${tx.accountId} and id = ${ruleId} and active
    returning id`;
  if (!row) return;
  const people = await tx.sql<{ userId: number }[]>`
    select user_id as "userId" from account_users where account_id = ${tx.accountId} and role = 'administrator'`;
  for (const { userId } of people)
    tx.enqueue(mailSwitchedOffJob, { account_id: tx.accountId, user_id: userId, rule_id: ruleId });
}
