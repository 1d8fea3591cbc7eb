import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
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
import { getContactRow, listContactInboxRows } from "./queries.ts";

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
  const places = new Map((await listContactInboxRows(ctx, [contact.id])).map((row) => [row.inbox.id, row.sourceId]));
  const rows = await database(ctx)
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), isNull(inboxes.deletedAt), visibleInboxes(ctx)))
    .orderBy(asc(inboxes.id));
  return {
    payload: rows.flatMap((inbox) => {
      const sourceId = sourceIdIn(inbox, contact, places.get(inbox.id));
      return sourceId ? [{ source_id: sourceId, inbox: serializeSlimInbox(inbox) }] : [];
    }),
  };
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
