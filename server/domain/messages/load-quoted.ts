import type { OutboundMessage } from "../../channels/channel.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import { addressContacts } from "../contacts/address-contacts.ts";
import type { ClaimedMessage } from "./claim-next-message.ts";

/** The message that one on its way out quotes or reacts to; undefined when there is none or we never had it. */
export async function loadQuoted(
  ctx: AccountContext,
  { quotedId, inboxId }: Pick<ClaimedMessage, "quotedId" | "inboxId">,
): Promise<OutboundMessage["quoted"]> {
  if (!quotedId) return undefined;
  const [row] = await statements(ctx)<{ fromMe: boolean; senderId: number | null; text: string | null }[]>`
    select message_type <> 0 as "fromMe", case when message_type = 0 then sender_id end as "senderId", content as "text"
    from messages
    where account_id = ${ctx.accountId} and inbox_id = ${inboxId} and provider_message_id = ${quotedId}`;
  if (!row) return undefined;
  const authors = await addressContacts(ctx, inboxId, [row]);
  const author = row.senderId === null ? undefined : authors.get(row.senderId);
  return { id: quotedId, fromMe: row.fromMe, text: row.text, ...(author && { author }) };
}
