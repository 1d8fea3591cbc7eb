import type { Tx } from "../../platform/database/transaction.ts";
import { limitRate } from "../../platform/http/rate-limit.ts";
import { startConversation } from "../conversations/create-conversation.ts";
import type { WidgetMessageInput } from "./contract/widget.ts";
import type { Visitor } from "./open-visitor.ts";

/** Conversations that one address may start in twelve hours (contract, conventions §12, and room for an office). */
const MOST_STARTED = 60;
const HALF_DAY_MS = 12 * 3_600_000;

/** A new conversation with what the browser says about itself. @returns the display id */
export async function startFor(
  tx: Tx,
  visitor: Visitor,
  message: WidgetMessageInput,
  customAttributes: Record<string, unknown>,
): Promise<number> {
  limitRate(`widget-conversation:${tx.client?.address ?? ""}`, MOST_STARTED, HALF_DAY_MS);
  return startConversation(tx, visitor.link, {
    custom_attributes: customAttributes,
    additional_attributes: {
      browser: { user_agent: tx.client?.userAgent ?? "" },
      browser_language: tx.locale,
      ...(message.timestamp && { initiated_at: { timestamp: message.timestamp } }),
      ...(message.referer_url && { referer: message.referer_url }),
    },
  });
}
