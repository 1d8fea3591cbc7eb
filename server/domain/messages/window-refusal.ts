import { type AccountContext, statements } from "../../platform/context.ts";
import type { ConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import type { ClaimedMessage } from "./claim-next-message.ts";
import { templateOf } from "./template-params.ts";

/** The contract's own words for a text that is no template while one is needed (messages §6). */
const NO_TEMPLATE = "Template not found or invalid template name";

/**
 * Why a message may not go out now: the customer last wrote too long ago for a free text on this channel (contract, conversations §8).
 * Null when the window is open, the channel has none, or the message is a template. Asked before each message, because the window may
 * have closed while it waited.
 */
export async function windowRefusal(
  ctx: AccountContext,
  { channel, settings }: ConnectedInbox,
  { conversationId, templateParams }: Pick<ClaimedMessage, "conversationId" | "templateParams">,
): Promise<{ message: string; code: "window_closed" } | null> {
  const { replyWindowHours: hours, templates } = channel.capabilities(settings);
  if (hours === null || (templates && templateOf(templateParams))) return null;
  const [row] = await statements(ctx)<{ isOpen: boolean | null }[]>`
    select last_incoming_at > now() - make_interval(secs => ${hours * 3600}) as "isOpen" from conversations
    where account_id = ${ctx.accountId} and id = ${conversationId}`;
  return row?.isOpen ? null : { message: NO_TEMPLATE, code: "window_closed" };
}
