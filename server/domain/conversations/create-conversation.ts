import { AppError, invalid, notFound, parameterMissing } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import {
  type ContactInboxOfInbox,
  ensureContactInbox,
  findContactInboxBySource,
} from "../contacts/ensure-contact-inbox.ts";
import { findIngestInbox } from "../inboxes/find-ingest-inbox.ts";
import { requireVisibleInbox } from "../inboxes/require-visible-inbox.ts";
import { addMessage } from "../messages/create-message.ts";
import { storeUploads } from "../messages/store-uploads.ts";
import { withUploads } from "../messages/with-uploads.ts";
import type { Conversation, createConversation as operation } from "./contract.ts";
import { findAssignableAgent, findTeam } from "./find-assignable.ts";
import { insertParticipants } from "./insert-participants.ts";
import { takeDisplayIds } from "./open-for-inbound.ts";
import { getConversation, lockConversation } from "./queries/get-conversation.ts";
import { parseSnooze } from "./toggle-status.ts";

type NewConversation = Input<typeof operation>;

/**
 * Starts a conversation, with its first message when one is given (contract, conversations §4). In an inbox with a single
 * conversation per contact the existing one is returned, and the message is added to it. All or nothing.
 *
 * @throws not_found, forbidden, parameter_missing, invalid
 */
export async function createConversation(ctx: AccountContext, input: NewConversation): Promise<Conversation> {
  const uploads = input.message ? await storeUploads(ctx, input.message) : [];
  return withUploads(uploads, () =>
    transaction(ctx, async (tx) => {
      const contactInbox = await findPlace(tx, input);
      const displayId = await startConversation(tx, contactInbox, input);
      if (input.message) {
        await addMessage(tx, await lockConversation(tx, displayId), { message: input.message, uploads });
      }
      return getConversation(tx, { conversation_id: displayId });
    }),
  );
}

/**
 * The conversation that a new one would be: in an inbox with a single conversation per contact the existing one.
 *
 * @returns the display id
 * @throws not_found, invalid
 */
export async function startConversation(
  tx: Tx,
  contactInbox: ContactInboxOfInbox,
  input: Omit<NewConversation, "message">,
): Promise<number> {
  return (await findSingleConversation(tx, contactInbox)) ?? (await insertConversation(tx, contactInbox, input));
}

/** Who it is with, in which inbox: by contact and inbox, or by the contact's id in an inbox. */
async function findPlace(tx: Tx, input: NewConversation): Promise<ContactInboxOfInbox> {
  if (input.inbox_id && input.contact_id) {
    await requireVisibleInbox(tx, input.inbox_id);
    return ensureContactInbox(tx, {
      contactId: input.contact_id,
      inboxId: input.inbox_id,
      sourceId: input.source_id ?? undefined,
      hmacVerified: input.hmac_verified ?? false,
    });
  }
  if (!input.source_id) throw parameterMissing(input.inbox_id ? "contact_id" : "source_id");
  const found = await findContactInboxBySource(tx, input.source_id, input.inbox_id ?? undefined);
  if (!found) throw notFound(`contact inbox ${input.source_id}`);
  await requireVisibleInbox(tx, found.inboxId);
  return found;
}

async function findSingleConversation(tx: Tx, contactInbox: ContactInboxOfInbox): Promise<number | null> {
  const [row] = await tx.sql<{ displayId: number }[]>`
    select c.display_id as "displayId" from conversations c
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id and i.lock_to_single_conversation
    where c.account_id = ${tx.accountId} and c.contact_id = ${contactInbox.contactId} and c.inbox_id = ${contactInbox.inboxId}
    order by c.id desc
    limit 1`;
  return row?.displayId ?? null;
}

/** @returns the display id */
async function insertConversation(tx: Tx, contactInbox: ContactInboxOfInbox, input: NewConversation): Promise<number> {
  const inbox = await findIngestInbox(tx, contactInbox.inboxId);
  if (!inbox) throw notFound(`inbox ${contactInbox.inboxId}`);
  const assignee = input.assignee_id ? await findAssignableAgent(tx, input.assignee_id) : null;
  if (input.assignee_id && !assignee) throw invalid("assignee_id", "Assignee must exist");
  const team = input.team_id ? await findTeam(tx, input.team_id) : null;
  if (input.team_id && !team) throw invalid("team_id", "Team must exist");
  const displayId = await takeDisplayIds(tx, 1);
  const snoozedUntil = input.status === "snoozed" ? parseSnooze(input.snoozed_until) : null;
  const [row] = await tx.sql<{ id: number }[]>`
    insert into conversations (account_id, inbox_id, display_id, contact_id, contact_inbox_id, group_type, status, snoozed_until,
      assignee_id, team_id, additional_attributes, custom_attributes, waiting_since)
    select ${tx.accountId}, ${contactInbox.inboxId}, ${displayId}, k.id, ${contactInbox.id}, k.group_type,
      case when k.blocked then 'resolved' when ${inbox.rules.hasActiveBot} then 'pending' else ${input.status ?? "open"} end,
      ${snoozedUntil?.toISOString() ?? null}, ${assignee?.id ?? null}, ${team?.id ?? null},
      ${JSON.stringify(cleanReferer(input.additional_attributes ?? {}))}::text::jsonb,
      ${JSON.stringify(input.custom_attributes ?? {})}::text::jsonb, now()
    from contacts k where k.account_id = ${tx.accountId} and k.id = ${contactInbox.contactId}
    returning id`;
  if (!row) throw new AppError("not_found", { internal: `contact ${contactInbox.contactId}` });
  if (assignee) await insertParticipants(tx, [{ conversationId: row.id, userId: assignee.id }]);
  tx.emit("conversation.created", { conversation_id: row.id });
  return displayId;
}

/** A referer that is no address is stored as null (contract, conversations §1). */
function cleanReferer(attributes: Record<string, unknown>): Record<string, unknown> {
  if (!("referer" in attributes)) return attributes;
  const isAddress = typeof attributes.referer === "string" && URL.canParse(attributes.referer);
  return isAddress ? attributes : { ...attributes, referer: null };
}
