import { condition } from "../filters/condition.ts";
import { conversationFilter } from "../filters/conversation-filter.ts";
import type { FilterAttribute, FilterOperator, FilterTarget } from "../filters/filter-target.ts";

const texts = [
  "equal_to",
  "not_equal_to",
  "contains",
  "does_not_contain",
  "starts_with",
  "is_present",
  "is_not_present",
] as const satisfies FilterOperator[];

const text = (expression: FilterAttribute["expression"]): FilterAttribute => ({
  type: "text",
  expression,
  operators: texts,
});

const { status, assignee_id, team_id, inbox_id, priority, labels, group_type } = conversationFilter.attributes;

/** Keys of the conversation's own filter that rules may use as well (contract, settings §11). */
const ofConversation = Object.fromEntries(
  Object.entries({ status, assignee_id, team_id, inbox_id, priority, labels, group_type }).filter(
    (entry): entry is [string, FilterAttribute] => entry[1] !== undefined,
  ),
);

/**
 * What the conditions of a rule can ask; `c` is the conversation, `k` its contact, `m` the message the rule was called for, null
 * for events without one (contract, settings §11).
 */
export const ruleFilter: FilterTarget = {
  attributes: {
    ...ofConversation,
    content: text(condition`m.content`),
    message_type: {
      type: "choice",
      expression: condition`m.message_type::text`,
      operators: ["equal_to", "not_equal_to"],
      choices: { incoming: "0", outgoing: "1" },
    },
    browser_language: text(condition`(c.additional_attributes ->> 'browser_language')`),
    conversation_language: text(condition`(c.additional_attributes ->> 'conversation_language')`),
    referer: text(condition`(c.additional_attributes ->> 'referer')`),
    mail_subject: text(condition`(c.additional_attributes ->> 'mail_subject')`),
    country_code: text(condition`(k.additional_attributes ->> 'country_code')`),
    city: text(condition`(k.additional_attributes ->> 'city')`),
    company: text(condition`(k.additional_attributes ->> 'company_name')`),
    email: text(condition`k.email`),
    phone_number: text(condition`k.phone_number`),
  },
  customAttributes: {
    conversation_attribute: condition`c.custom_attributes`,
    contact_attribute: condition`k.custom_attributes`,
  },
  model: "conversation_attribute",
};
