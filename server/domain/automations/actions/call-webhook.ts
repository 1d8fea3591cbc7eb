import { refused } from "../../../platform/app-error.ts";
import { tellAboutConversation } from "../../webhooks/tell-about-conversation.ts";
import type { PerformAction } from "./action.ts";

/** Longer ones are no addresses. */
const LONGEST_URL = 2048;

/** Calls an address with the conversation, under the name of the event that called the rule (contract, settings §11). */
export const sendWebhookEvent: PerformAction = async (run, params) => {
  const event = { target: run.source, url: webhookUrlFrom(params), event: run.eventName };
  await tellAboutConversation(run.ctx, run.conversationId, event);
};

/** @throws refused for anything but an http address */
export function webhookUrlFrom([value]: unknown[]): string {
  const url = typeof value === "string" && value.length <= LONGEST_URL ? URL.parse(value.trim()) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw refused("The webhook has no valid address");
  return url.href;
}
