import type { InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { type TypingPlace, tellTyping } from "../realtime/tell-typing.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import type { SenderRow } from "./queries/load-messages.ts";
import { serializeContactCard } from "./serialize.ts";

/** The customer is typing: told to those who see the inbox, and kept nowhere. */
export async function announceTyping(
  tx: Tx,
  inbox: IngestInbox,
  typing: Extract<InboundEvent, { type: "typing" }>,
): Promise<undefined> {
  const sourceId = inbox.channel.sourceId(typing.chat);
  const [row] = await tx.sql<(TypingPlace & { contact: SenderRow })[]>`
    select c.id, c.account_id as "accountId", c.display_id as "displayId", c.inbox_id as "inboxId", c.team_id as "teamId",
      c.contact_id as "contactId", ci.id as "contactInboxId", ci.hmac_verified as "hmacVerified",
      jsonb_build_object('id', k.id, 'name', k.name, 'avatarKey', k.avatar_key, 'email', k.email, 'phoneNumber', k.phone_number,
        'identifier', k.identifier, 'groupType', k.group_type, 'blocked', k.blocked,
        'additionalAttributes', k.additional_attributes, 'customAttributes', k.custom_attributes) as contact
    from contact_inboxes ci
    join contacts k on k.account_id = ci.account_id and k.id = ci.contact_id
    join conversations c on c.account_id = ci.account_id and c.contact_inbox_id = ci.id
    where ci.account_id = ${tx.accountId} and ci.inbox_id = ${inbox.id} and ci.source_id = ${sourceId}
    order by c.id desc
    limit 1`;
  if (!row) return undefined;
  await tellTyping(tx, row, { typist: serializeContactCard(row.contact), state: typing.state, isPrivate: false });
  return undefined;
}
