import { refused } from "../../../platform/app-error.ts";
import { scheduleInMinutes } from "../../scheduled-messages/schedule-in-minutes.ts";
import type { PerformAction } from "./action.ts";

/** Contract, scheduled-messages §7: a minute to 999 days. */
const LONGEST_MINUTES = 999 * 24 * 60;

/** What `create_scheduled_message` takes (contract, scheduled-messages §7). */
export interface PlannedMessage {
  content: string | null;
  delayMinutes: number;
  blobId: string | null;
  templateParams: Record<string, unknown> | null;
}

/** Writes a message that goes out some time from now, in the name of the rule, or of the person who runs the macro. */
export const scheduleMessage: PerformAction = async (run, params) => {
  const planned = plannedMessageFrom(params);
  await scheduleInMinutes(run.ctx, { conversation_id: run.conversationId, rule_id: run.ruleId, ...planned });
};

/** @throws refused for a delay out of range, or nothing to send */
export function plannedMessageFrom([value]: unknown[]): PlannedMessage {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const delayMinutes = Number(given.delay_minutes);
  if (!Number.isSafeInteger(delayMinutes) || delayMinutes < 1 || delayMinutes > LONGEST_MINUTES)
    throw refused("The delay must be between 1 minute and 999 days");
  const content = typeof given.content === "string" && given.content.trim() !== "" ? given.content : null;
  const blobId = typeof given.blob_id === "string" && given.blob_id !== "" ? given.blob_id : null;
  const templateParams = templateFrom(given.template_params);
  if (!content && !blobId && !templateParams) throw refused("There is nothing to send");
  return { content, delayMinutes, blobId, templateParams };
}

function templateFrom(value: unknown): Record<string, unknown> | null {
  const isGiven = typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  return isGiven ? (value as Record<string, unknown>) : null;
}
