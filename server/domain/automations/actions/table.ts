import type { PerformAction } from "./action.ts";
import { sendWebhookEvent } from "./call-webhook.ts";
import {
  addLabels,
  alwaysTo,
  assignAgent,
  assignTeam,
  changePriority,
  changeStatusTo,
  mute,
  removeLabels,
  removeTeam,
} from "./change-conversation.ts";
import { sendEmailToTeam, sendEmailTranscript } from "./mail.ts";
import { addPrivateNote, sendAttachment, sendMessage } from "./say.ts";
import { scheduleMessage } from "./schedule-message.ts";

/** What rules and macros can both do. */
const common: Record<string, PerformAction> = {
  send_message: sendMessage,
  add_private_note: addPrivateNote,
  send_attachment: sendAttachment,
  add_label: addLabels,
  remove_label: removeLabels,
  assign_team: assignTeam,
  assign_agent: assignAgent,
  change_status: changeStatusTo,
  resolve_conversation: alwaysTo("resolved"),
  snooze_conversation: alwaysTo("snoozed"),
  change_priority: changePriority,
  mute_conversation: mute,
  send_email_transcript: sendEmailTranscript,
  send_webhook_event: sendWebhookEvent,
  create_scheduled_message: scheduleMessage,
};

/** Steps of a rule by their names on the wire (contract, settings §11). */
export const ruleActions: Readonly<Record<string, PerformAction>> = {
  ...common,
  open_conversation: alwaysTo("open"),
  pending_conversation: alwaysTo("pending"),
  send_email_to_team: sendEmailToTeam,
};

/** Steps of a macro (contract, settings §10). */
export const macroActions: Readonly<Record<string, PerformAction>> = {
  ...common,
  remove_assigned_team: removeTeam,
};
