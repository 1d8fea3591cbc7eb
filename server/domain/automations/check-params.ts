import { isAppError } from "../../platform/app-error.ts";
import { publicSentence } from "../../platform/http/error-response.ts";
import { webhookUrlFrom } from "./actions/call-webhook.ts";
import { teamMailFrom } from "./actions/mail.ts";
import { plannedMessageFrom } from "./actions/schedule-message.ts";
import type { AutomationAction } from "./contract.ts";

/** Steps whose parameters can be wrong without looking at a conversation. */
const readers: Readonly<Record<string, (params: unknown[]) => unknown>> = {
  send_webhook_event: webhookUrlFrom,
  send_email_to_team: teamMailFrom,
  create_scheduled_message: plannedMessageFrom,
};

/** @returns a sentence for each step that could never be done: no address, no text, a delay out of range */
export function problemsOfParams(actions: AutomationAction[]): string[] {
  return actions.flatMap(({ action_name: name, action_params: params }) => {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    try {
      read?.(Array.isArray(params) ? params : [params]);
      return [];
    } catch (error) {
      if (!isAppError(error)) throw error;
      return [`Automation action ${name}: ${publicSentence(error)}.`];
    }
  });
}
