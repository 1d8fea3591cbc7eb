import type { Attributes } from "#db/schema/columns.ts";
import { invalid } from "../../platform/app-error.ts";
import { flag } from "../../platform/contract/fields.ts";
import type { Input } from "../../platform/contract/operation.ts";
import type { InboxRow } from "./channel-settings.ts";
import type * as contract from "./contract.ts";
import { changedWorkingHours } from "./working-hours.ts";

type Fields = Input<typeof contract.createInbox>;

/** Columns that a caller changes beside the channel's settings. */
export type InboxValues = Partial<
  Pick<
    InboxRow,
    | "name"
    | "greetingEnabled"
    | "greetingMessage"
    | "workingHoursEnabled"
    | "workingHours"
    | "outOfOfficeMessage"
    | "timezone"
    | "enableEmailCollect"
    | "csatSurveyEnabled"
    | "csatConfig"
    | "enableAutoAssignment"
    | "autoAssignmentConfig"
    | "allowMessagesAfterResolved"
    | "lockToSingleConversation"
    | "senderNameType"
    | "businessName"
    | "hmacMandatory"
    | "portalId"
  >
>;

/**
 * What a caller gave as columns; keys that were not given are left out (contract, inboxes §2).
 *
 * @param stored  working hours as they are, since single days may be given
 * @throws invalid naming the field
 */
export function inboxValues(fields: Fields, stored: Pick<InboxRow, "workingHours">): InboxValues {
  const values: InboxValues = {
    name: fields.name === undefined ? undefined : checkedName(fields.name),
    greetingEnabled: fields.greeting_enabled,
    greetingMessage: fields.greeting_message as string | null | undefined,
    workingHoursEnabled: fields.working_hours_enabled,
    workingHours:
      fields.working_hours &&
      (changedWorkingHours(stored.workingHours, fields.working_hours) as unknown as Attributes[]),
    outOfOfficeMessage: fields.out_of_office_message as string | null | undefined,
    timezone: fields.timezone === undefined ? undefined : checkedTimezone(fields.timezone),
    enableEmailCollect: fields.enable_email_collect,
    csatSurveyEnabled: fields.csat_survey_enabled,
    csatConfig: fields.csat_config ? surveyConfig(fields.csat_config) : undefined,
    enableAutoAssignment: fields.enable_auto_assignment,
    autoAssignmentConfig: fields.auto_assignment_config ? assignmentConfig(fields.auto_assignment_config) : undefined,
    allowMessagesAfterResolved: fields.allow_messages_after_resolved,
    lockToSingleConversation: fields.lock_to_single_conversation,
    senderNameType: fields.sender_name_type,
    portalId: fields.portal_id,
    businessName: fields.business_name as string | null | undefined,
    hmacMandatory:
      fields.channel?.hmac_mandatory === undefined ? undefined : flag.parse(fields.channel.hmac_mandatory ?? false),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function checkedName(name: string): string {
  if (!name.trim()) throw invalid("name", "Name can't be blank");
  return name.trim();
}

function checkedTimezone(timezone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) throw invalid("timezone", "Timezone is not included in the list");
    throw error;
  }
}

/** With its defaults (contract, inboxes §2). */
function surveyConfig(given: Attributes): Attributes {
  const rules = (given.survey_rules ?? {}) as Attributes;
  return {
    ...given,
    display_type: given.display_type ?? "emoji",
    message: given.message ?? "",
    button_text: given.button_text ?? "Please rate us",
    language: given.language ?? "en",
    survey_rules: { operator: rules.operator ?? "contains", values: rules.values ?? [] },
  };
}

function assignmentConfig(given: Attributes): Attributes {
  const limit = given.max_assignment_limit;
  if (limit === undefined || limit === null || limit === "") return {};
  const value = Number(limit);
  if (!Number.isInteger(value) || value <= 0) {
    throw invalid("auto_assignment_config", "Auto assignment config max_assignment_limit must be greater than 0");
  }
  return { max_assignment_limit: value };
}
