import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { conversations } from "#db/schema/conversations.ts";
import { inboxes } from "#db/schema/inboxes.ts";
import { getChannel } from "../../channels/registry.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { visibleInboxes } from "../../policies/inboxes.ts";
import type { InboxRow } from "../inboxes/channel-settings.ts";
import { serializeSlimInbox } from "../inboxes/slim-inbox.ts";
import type { ContactRow } from "./change-contact.ts";
import type * as contract from "./contract/details.ts";
import { type ContactInboxRow, getContactRow, listContactInboxRows } from "./queries.ts";

/**
 * Inboxes the caller may see in which a conversation with a contact can be started, and under which name (contract,
 * contacts §7). A place that the contact has already is kept, so that a chat never begins twice.
 *
 * @throws not_found
 */
export async function listContactableInboxes(
  ctx: AccountContext,
  input: { id: number },
): Promise<Result<typeof contract.contactableInboxes>> {
  authorize(canEditContacts(ctx));
  const contact = await getContactRow(ctx, input.id);
  const held = await listContactInboxRows(ctx, [contact.id]);
  const unused = await unusedPlaces(ctx, contact.id, held);
  const places = new Map(held.map((row) => [row.inbox.id, row.sourceId]));
  const rows = await database(ctx)
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), isNull(inboxes.deletedAt), visibleInboxes(ctx)))
    .orderBy(asc(inboxes.id));
  return {
    payload: rows.flatMap((inbox) => {
      const sourceId = unused.get(inbox.id) ?? sourceIdIn(inbox, contact, places.get(inbox.id));
      return sourceId ? [{ source_id: sourceId, inbox: serializeSlimInbox(inbox) }] : [];
    }),
  };
}

/** By website: the name under which a visitor came in who has not written yet, so that nobody can answer them (contract, contacts §7). */
async function unusedPlaces(
  ctx: AccountContext,
  contactId: number,
  held: ContactInboxRow[],
): Promise<Map<number, string>> {
  const onWebsites = held.filter(({ inbox }) => getChannel(inbox.channel).door === "website");
  if (onWebsites.length === 0) return new Map();
  const used = await database(ctx)
    .select({ id: conversations.contactInboxId })
    .from(conversations)
    .where(and(eq(conversations.accountId, ctx.accountId), eq(conversations.contactId, contactId)));
  const usedIds = new Set(used.map(({ id }) => id));
  return new Map(onWebsites.filter(({ id }) => !usedIds.has(id)).map(({ inbox, sourceId }) => [inbox.id, sourceId]));
}

/** Null where the contact cannot be written to. */
function sourceIdIn(inbox: InboxRow, contact: ContactRow, place: string | undefined): string | null {
  const channel = getChannel(inbox.channel);
  const { contactKey, startConversation } = channel.capabilities(inbox.settings);
  if (!startConversation) return null;
  if (contactKey === "email") return contact.email;
  if (place) return place;
  if (contactKey === "none") return randomUUID();
  if (!contact.phoneNumber) return null;
  const identities = [{ kind: "phone" as const, value: contact.phoneNumber.slice(1) }];
  return channel.sourceId({ type: "individual", person: { identities } });
}
