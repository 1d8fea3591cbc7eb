import { isAppError } from "../../platform/app-error.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import { publicSentence } from "../../platform/http/error-response.ts";
import { asFragment } from "../filters/condition.ts";
import { performActions } from "./actions/perform-actions.ts";
import { ruleActions } from "./actions/table.ts";
import type { AutomationAction, RuleCondition, RuleEvent } from "./contract.ts";
import { automationCause, requireNoFlood } from "./loop-guard.ts";
import { ruleConditionSql } from "./rule-condition.ts";
import { switchOffRule } from "./switch-off-rule.ts";

/** What happened, for the rules that wait for it. */
export interface Occurrence {
  accountId: number;
  eventId: number;
  eventNames: RuleEvent[];
  conversationId: number;
  messageId: number | null;
  changed: Changed;
  /** Only this rule, for what is no event for the others. */
  ruleId?: number;
}

interface ActiveRule {
  id: number;
  eventName: RuleEvent;
  conditions: RuleCondition[];
  actions: AutomationAction[];
  locale: string;
}

/**
 * Runs every active rule that waits for this event and whose conditions hold, in the order in which they were made. Each rule is
 * one transaction with its entry in the run log; the entry's key makes a second call for the same event do nothing.
 */
export async function runRules(occurrence: Occurrence): Promise<void> {
  const ctx = systemContext(occurrence.accountId, "automations");
  const rules = await transaction(ctx, (tx) => activeRules(tx, occurrence));
  for (const rule of rules) {
    const asRule: AccountContext = {
      ...systemContext(occurrence.accountId, automationCause(rule.id)),
      locale: rule.locale,
    };
    await orSwitchedOff(ctx, rule.id, () => transaction(asRule, (tx) => runRule(tx, rule, occurrence)));
  }
}

/**
 * Switches a rule off that cannot go on: conditions that became invalid, for instance by deleting a custom attribute, would fail every
 * time; a loop never ends.
 *
 * @returns what the work gave; undefined when the rule was switched off
 */
export async function orSwitchedOff<T>(
  ctx: AccountContext,
  ruleId: number,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error) || error.code !== "refused") throw error;
    await transaction(ctx, (tx) => switchOffRule(tx, ruleId, publicSentence(error)));
    return undefined;
  }
}

const activeRules = (tx: Tx, { eventNames, ruleId }: Occurrence): Promise<ActiveRule[]> => tx.sql`
  select r.id, r.event_name as "eventName", r.conditions, r.actions, a.locale
  from automation_rules r join accounts a on a.id = r.account_id
  where r.account_id = ${tx.accountId} and r.active and r.event_name = any(${eventNames}::text[])
    and (${ruleId ?? null}::bigint is null or r.id = ${ruleId ?? null})
  order by r.id`;

async function runRule(tx: Tx, rule: ActiveRule, occurrence: Occurrence): Promise<void> {
  const displayId = await matchingConversation(tx, rule, occurrence);
  if (displayId === null) return;
  await requireNoFlood(tx, { id: rule.id, conversationId: occurrence.conversationId });
  const [run] = await tx.sql<{ id: number }[]>`
    insert into automation_runs (account_id, rule_id, event_id, conversation_id, outcome)
    values (${tx.accountId}, ${rule.id}, ${occurrence.eventId}, ${occurrence.conversationId}, 'done')
    on conflict do nothing
    returning id`;
  if (!run) return;
  const failures = await performActions(
    tx,
    {
      conversationId: displayId,
      ruleId: rule.id,
      eventName: `automation_event.${rule.eventName}`,
      source: `automation_rule:${rule.id}`,
    },
    { actions: rule.actions, table: ruleActions },
  );
  if (failures.length > 0)
    await tx.sql`
      update automation_runs set outcome = 'failed', errors = ${JSON.stringify(failures)}::text::jsonb
      where account_id = ${tx.accountId} and id = ${run.id}`;
}

/** @returns display id; null when the conditions do not hold, or the conversation is gone */
async function matchingConversation(tx: Tx, rule: ActiveRule, occurrence: Occurrence): Promise<number | null> {
  const holds = await ruleConditionSql(tx, rule.conditions, occurrence.changed);
  const [row] = await tx.sql<{ displayId: number }[]>`
    select c.display_id as "displayId"
    from conversations c
    join contacts k on k.account_id = c.account_id and k.id = c.contact_id
    left join messages m on m.account_id = c.account_id and m.id = ${occurrence.messageId}
    where c.account_id = ${tx.accountId} and c.id = ${occurrence.conversationId} and ${asFragment(tx.sql, holds)}`;
  return row?.displayId ?? null;
}
