import { and, eq } from "drizzle-orm";
import { contactInboxes } from "#db/schema/contacts.ts";
import { notFound } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { networkOf } from "../../platform/http/client-address.ts";
import { limitRate } from "../../platform/http/rate-limit.ts";
import { startConversation } from "../conversations/create-conversation.ts";
import type { WidgetMessageInput } from "./contract/widget.ts";
import { describeBrowser } from "./describe-browser.ts";
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
  limitRate(`widget-conversation:${networkOf(tx.client?.address ?? "")}`, MOST_STARTED, HALF_DAY_MS);
  return startConversation(tx, await currentLink(tx, visitor), {
    custom_attributes: customAttributes,
    additional_attributes: {
      browser: describeBrowser(tx.client?.userAgent ?? ""),
      ...(tx.client?.language && { browser_language: tx.client.language }),
      ...(message.timestamp && { initiated_at: { timestamp: message.timestamp } }),
      ...(message.referer_url && { referer: message.referer_url }),
    },
  });
}

/** Since the visitor was looked up their contact may have been merged into another; until we are done it stays whose it is now. */
async function currentLink(tx: Tx, { link }: Visitor): Promise<Visitor["link"]> {
  const isLink = and(eq(contactInboxes.accountId, tx.accountId), eq(contactInboxes.id, link.id));
  const [row] = await tx.db.select().from(contactInboxes).where(isLink).for("share");
  if (!row) throw notFound(`contact inbox ${link.id}`);
  return row;
}
