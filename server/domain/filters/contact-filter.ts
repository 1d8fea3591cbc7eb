import { contactSearchExpression } from "#db/schema/contacts.ts";
import { type Condition, code, condition } from "./condition.ts";
import type { FilterAttribute, FilterOperator, FilterTarget } from "./filter-target.ts";

const equality = ["equal_to", "not_equal_to"] as const satisfies FilterOperator[];
const parts = [...equality, "contains", "does_not_contain"] as const;
const times = ["is_greater_than", "is_less_than", "days_before"] as const satisfies FilterOperator[];

const indexed = { type: "text", indexedIn: code(contactSearchExpression) } as const;
const text = (expression: Condition, operators: readonly FilterOperator[]): FilterAttribute => ({
  type: "text",
  expression,
  operators,
});

/** Filters contacts; the table stands under its own name (contract, contacts §3). */
export const contactFilter: FilterTarget = {
  attributes: {
    name: { ...indexed, expression: condition`contacts.name`, operators: parts },
    email: { ...indexed, expression: condition`contacts.email`, operators: parts },
    phone_number: {
      type: "text",
      isExact: true,
      indexedIn: indexed.indexedIn,
      normalise: (value) => `+${value.trim().replace(/^\++/, "")}`,
      expression: condition`contacts.phone_number`,
      operators: [...parts, "starts_with"],
    },
    identifier: { ...indexed, expression: condition`contacts.identifier`, operators: equality },
    country_code: text(condition`(contacts.additional_attributes ->> 'country_code')`, equality),
    city: text(condition`(contacts.additional_attributes ->> 'city')`, parts),
    company: text(
      condition`coalesce(
        nullif(contacts.additional_attributes ->> 'company_name', ''), contacts.additional_attributes ->> 'company')`,
      parts,
    ),
    blocked: { type: "flag", expression: condition`contacts.blocked::text`, operators: equality },
    labels: {
      type: "labels",
      expression: condition`contacts.labels`,
      operators: [...equality, "is_present", "is_not_present"],
    },
    group_type: {
      type: "choice",
      expression: condition`contacts.group_type`,
      operators: equality,
      choices: { individual: "individual", group: "group" },
    },
    created_at: { type: "time", expression: condition`contacts.created_at`, operators: times },
    last_activity_at: { type: "time", expression: condition`contacts.last_activity_at`, operators: times },
  },
  customAttributes: { contact_attribute: condition`contacts.custom_attributes` },
  model: "contact_attribute",
  takesFirstValue: true,
};
