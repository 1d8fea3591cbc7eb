import type { InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { upsertContactInboxes } from "../contacts/upsert-contact-inboxes.ts";
import { cleanText } from "./clean-text.ts";
import type { InboundProblem } from "./inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { messageTime } from "./message-time.ts";
import { writeReaction } from "./write-reaction.ts";

type Reaction = Extract<InboundEvent, { type: "reaction" }>;

/** Somebody put an emoji on a message, or took it back (empty). Each person has one; the newest by the provider's clock stays. */
export async function applyReaction(
  tx: Tx,
  inbox: IngestInbox,
  reaction: Reaction,
  receivedAt: Date,
): Promise<Omit<InboundProblem, "inboundEventId"> | undefined> {
  const target = await findTarget(tx, inbox, reaction, false);
  if (!target) return { kind: "wait", reason: `reaction to unknown message ${reaction.messageId}` };
  // Contacts are locked before messages, everywhere.
  const reactor = await findReactor(tx, inbox, reaction);
  await findTarget(tx, inbox, reaction, true);
  await writeReaction(tx, target, {
    ...reactor,
    emoji: cleanText(reaction.emoji),
    at: messageTime(reaction.at, receivedAt),
  });
  return undefined;
}

async function findTarget(tx: Tx, inbox: IngestInbox, { messageId }: Reaction, locks: boolean) {
  const [target] = await tx.sql<{ id: number; conversationId: number }[]>`
    select id, conversation_id as "conversationId" from messages
    where account_id = ${tx.accountId} and inbox_id = ${inbox.id} and provider_message_id = ${messageId}
    ${locks ? tx.sql`for update` : tx.sql``}`;
  return target;
}

async function findReactor(
  tx: Tx,
  inbox: IngestInbox,
  { sender }: Reaction,
): Promise<{ reactor: string; name: string | null }> {
  if (!sender) return { reactor: "self", name: null };
  const sourceId = inbox.channel.sourceId({ type: "individual", person: sender });
  const [contact] = await upsertContactInboxes(tx, inbox.id, [
    {
      sourceId,
      groupType: "individual",
      name: sender.name,
      avatarUrl: sender.avatarUrl,
      identities: sender.identities,
    },
  ]);
  if (!contact) throw new Error("The person who reacted has no contact");
  return { reactor: `contact:${contact.contactId}`, name: contact.name };
}
