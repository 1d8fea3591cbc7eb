import { type Condition, condition } from "./condition.ts";
import type { FilterAttribute, FilterOperator, FilterTarget } from "./filter-target.ts";

const equality = ["equal_to", "not_equal_to"] as const satisfies FilterOperator[];
const presence = [...equality, "is_present", "is_not_present"] as const;
const parts = [...equality, "contains", "does_not_contain"] as const;
const times = ["is_greater_than", "is_less_than", "days_before"] as const satisfies FilterOperator[];

const choice = (expression: Condition, choices: Record<string, string>, all?: string): FilterAttribute => ({
  type: "choice",
  expression,
  operators: equality,
  choices,
  all,
});
const id = (expression: Condition): FilterAttribute => ({ type: "id", expression, operators: presence });
const time = (expression: Condition): FilterAttribute => ({ type: "time", expression, operators: times });
const text = (expression: Condition, operators: readonly FilterOperator[]): FilterAttribute => ({
  type: "text",
  expression,
  operators,
});

const same = (...values: string[]) => Object.fromEntries(values.map((value) => [value, value]));

/** Filters conversations; `c` is the conversation (contract, conversations §3). */
export const conversationFilter: FilterTarget = {
  attributes: {
    status: choice(condition`c.status`, same("open", "resolved", "pending", "snoozed"), "all"),
    assignee_id: id(condition`c.assignee_id`),
    inbox_id: id(condition`c.inbox_id`),
    team_id: id(condition`c.team_id`),
    display_id: { type: "id", expression: condition`c.display_id`, operators: parts },
    campaign_id: text(condition`(c.additional_attributes ->> 'campaign_id')`, presence),
    labels: { type: "labels", expression: condition`c.labels`, operators: presence },
    browser_language: text(condition`(c.additional_attributes ->> 'browser_language')`, equality),
    conversation_language: text(condition`(c.additional_attributes ->> 'conversation_language')`, equality),
    country_code: text(condition`(c.additional_attributes ->> 'country_code')`, equality),
    referer: text(condition`(c.additional_attributes ->> 'referer')`, parts),
    mail_subject: text(condition`(c.additional_attributes ->> 'mail_subject')`, parts),
    created_at: time(condition`c.created_at`),
    last_activity_at: time(condition`c.last_activity_at`),
    priority: choice(condition`c.priority::text`, { low: "0", medium: "1", high: "2", urgent: "3" }),
    group_type: choice(condition`c.group_type`, same("individual", "group")),
  },
  customAttributes: {
    conversation_attribute: condition`c.custom_attributes`,
    contact_attribute: condition`(
      select k.custom_attributes from contacts k where k.account_id = c.account_id and k.id = c.contact_id)`,
  },
  model: "conversation_attribute",
};
