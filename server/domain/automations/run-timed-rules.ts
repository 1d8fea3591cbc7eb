import { systemContext } from "../../platform/context.ts";
import { eachAlone } from "../../platform/jobs/each-alone.ts";
import { runtime } from "../../platform/runtime.ts";
import { asFragment } from "../filters/condition.ts";
import type { RuleCondition } from "./contract.ts";
import { ruleConditionSql } from "./rule-condition.ts";
import { orSwitchedOff, runRules } from "./run-rules.ts";

/** Conversations of one rule in one run; the next run takes the rest. */
const MOST_AT_ONCE = 200;

interface TimedRule {
  id: number;
  accountId: number;
  conditions: RuleCondition[];
  createdAt: string;
}

/**
 * Runs the rules that wait for time to pass on open and pending conversations whose conditions hold by now: once after each message
 * that somebody wrote (what a rule says starts no new wait), and never for what was said before the rule was made.
 */
export async function runTimedRules(): Promise<void> {
  const rules = await runtime().sql<TimedRule[]>`
    select r.id, r.account_id as "accountId", r.conditions, r.created_at as "createdAt"
    from automation_rules r join accounts a on a.id = r.account_id and a.status = 'active'
    where r.active and r.event_name = 'time_passed'
    order by r.account_id, r.id`;
  await eachAlone(rules, ({ accountId, id }) => ({ accountId, ruleId: id }), runTimedRule);
}

async function runTimedRule(rule: TimedRule): Promise<void> {
  const { accountId, id: ruleId } = rule;
  const ctx = systemContext(accountId, "automations");
  const due = (await orSwitchedOff(ctx, ruleId, () => dueConversations(rule))) ?? [];
  await eachAlone(
    due,
    ({ id }) => ({ accountId, ruleId, conversationId: id }),
    ({ id, saidId }) =>
      runRules({
        accountId,
        // No event tells of time: what was said last stands for it, apart from the ids of events.
        eventId: -saidId,
        eventNames: ["time_passed"],
        conversationId: id,
        messageId: null,
        changed: {},
        ruleId,
      }),
  );
}

async function dueConversations(rule: TimedRule): Promise<{ id: number; saidId: number }[]> {
  const { sql } = runtime();
  const holds = await ruleConditionSql(systemContext(rule.accountId, "automations"), rule.conditions, {});
  return sql<{ id: number; saidId: number }[]>`
    select c.id, said.id as "saidId"
    from conversations c
    join contacts k on k.account_id = c.account_id and k.id = c.contact_id
    left join messages m on false
    cross join lateral (
      select s.id, s.created_at from messages s
      where s.account_id = c.account_id and s.conversation_id = c.id and s.message_type in (0, 1) and not s.private
        and s.content_attributes ->> 'automation_rule_id' is null
      order by s.created_at desc, s.id desc limit 1) as said
    where c.account_id = ${rule.accountId} and c.status in ('open', 'pending') and c.last_activity_at >= ${rule.createdAt}
      and said.created_at >= ${rule.createdAt} and ${asFragment(sql, holds)}
      and not exists (
        select from automation_runs r
        where r.account_id = c.account_id and r.rule_id = ${rule.id} and r.event_id = -said.id)
    order by c.last_activity_at, c.id
    limit ${MOST_AT_ONCE}`;
}
