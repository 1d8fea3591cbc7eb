import { code, condition } from "../filters/condition.ts";
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

/** Whole minutes; nothing where there is no such time. */
const minutesSince = (column: string): FilterAttribute => ({
  type: "number",
  expression: condition`trunc(extract(epoch from now() - ${code(column)}) / 60)::text`,
  operators: ["is_greater_than", "is_less_than"],
});

const { status, assignee_id, team_id, inbox_id, labels, group_type } = conversationFilter.attributes;

/** Keys of the conversation's own filter that rules may use as well (contract, settings §11). */
const ofConversation = Object.fromEntries(
  Object.entries({ status, assignee_id, team_id, inbox_id, labels, group_type }).filter(
    (entry): entry is [string, FilterAttribute] => entry[1] !== undefined,
  ),
);

/**
 * Whether the inbox was open when the message came, else is open now, by the clock of its time zone (as `isOpenAt` says it; contract,
 * inboxes §4). Inboxes without working hours are always open.
 */
const openState = condition`(
  select case when not i.working_hours_enabled or exists (
    select from jsonb_to_recordset(i.working_hours) as d (day_of_week int, closed_all_day boolean, open_all_day boolean,
        open_hour int, open_minutes int, close_hour int, close_minutes int)
      cross join lateral (select coalesce(m.created_at, now()) at time zone i.timezone as wall) as at
      cross join lateral (select extract(hour from at.wall) * 60 + extract(minute from at.wall) as minute) as clock
    where d.day_of_week = extract(dow from at.wall) and d.closed_all_day is not true and (d.open_all_day is true
      or clock.minute >= coalesce(d.open_hour, 0) * 60 + coalesce(d.open_minutes, 0)
      and clock.minute < coalesce(d.close_hour, 0) * 60 + coalesce(d.close_minutes, 0))
  ) then 'inside' else 'outside' end
  from inboxes i where i.account_id = c.account_id and i.id = c.inbox_id)`;

/**
 * What the conditions of a rule can ask; `c` is the conversation, `k` its contact, `m` the message the rule was called for, null
 * for events without one (contract, settings §11).
 */
export const ruleFilter: FilterTarget = {
  attributes: {
    ...ofConversation,
    // `nil` stands for none, as in the action that sets it.
    priority: {
      type: "choice",
      expression: condition`coalesce(c.priority::text, 'nil')`,
      operators: ["equal_to", "not_equal_to"],
      choices: { nil: "nil", low: "0", medium: "1", high: "2", urgent: "3" },
    },
    business_hours: {
      type: "choice",
      expression: openState,
      operators: ["equal_to", "not_equal_to"],
      choices: { inside: "inside", outside: "outside" },
    },
    minutes_waiting: minutesSince("c.waiting_since"),
    minutes_idle: minutesSince("c.last_activity_at"),
    minutes_since_incoming: minutesSince("c.last_incoming_at"),
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
    country_code: text(
      condition`coalesce(nullif(k.additional_attributes ->> 'country_code', ''), c.additional_attributes ->> 'country_code')`,
    ),
    city: text(condition`(k.additional_attributes ->> 'city')`),
    company: text(
      condition`coalesce(nullif(k.additional_attributes ->> 'company_name', ''), k.additional_attributes ->> 'company')`,
    ),
    email: text(condition`k.email`),
    phone_number: text(condition`k.phone_number`),
  },
  customAttributes: {
    conversation_attribute: condition`c.custom_attributes`,
    contact_attribute: condition`k.custom_attributes`,
  },
  model: "conversation_attribute",
};
