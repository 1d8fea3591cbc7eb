import { and, eq, sql } from "drizzle-orm";
import { accounts } from "#db/schema/accounts.ts";
import { contactInboxes, contacts } from "#db/schema/contacts.ts";
import type { Channel } from "../../channels/channel.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, type Context, database } from "../../platform/context.ts";
import type { ContactRow } from "../contacts/change-contact.ts";
import type { InboxRow } from "../inboxes/channel-settings.ts";
import { findInboxByIdentifier } from "../inboxes/find-connected-inbox.ts";

export type ContactInboxRow = typeof contactInboxes.$inferSelect;

/** An inbox that customers reach by its public key. */
export interface OpenInbox {
  /** Nobody in particular asks, inside the inbox's account. */
  ctx: AccountContext;
  inbox: InboxRow;
  isSuspended: boolean;
}

/** A customer in such an inbox. */
export interface Visitor {
  /** The customer asks: they may see their own conversations. */
  ctx: AccountContext;
  inbox: InboxRow;
  link: ContactInboxRow;
  contact: ContactRow;
}

/** @throws not_found for unknown keys, and for inboxes without such a door */
export async function openInbox(ctx: Context, identifier: string, door: Channel["door"]): Promise<OpenInbox> {
  const found = await findInboxByIdentifier(identifier);
  if (!found || found.channel.door !== door) throw notFound(`inbox ${identifier}`);
  const [account] = await database(ctx)
    .select({ status: accounts.status, locale: accounts.locale })
    .from(accounts)
    .where(eq(accounts.id, found.accountId));
  if (!account) throw notFound(`account ${found.accountId}`);
  return {
    ctx: { ...ctx, accountId: found.accountId, role: null, locale: account.locale },
    inbox: found.row,
    isSuspended: account.status === "suspended",
  };
}

/** The customer behind an id of theirs in the inbox; null when nobody has it. */
export async function findVisitor({ ctx, inbox }: OpenInbox, sourceId: string): Promise<Visitor | null> {
  const [found] = await database(ctx)
    .select({ link: contactInboxes, contact: contacts })
    .from(contactInboxes)
    .innerJoin(
      contacts,
      and(eq(contacts.accountId, contactInboxes.accountId), eq(contacts.id, contactInboxes.contactId)),
    )
    .where(
      and(
        eq(contactInboxes.accountId, ctx.accountId),
        eq(contactInboxes.inboxId, inbox.id),
        eq(contactInboxes.sourceId, sql`${sourceId}::text`),
      ),
    );
  return found ? asVisitor({ ctx, inbox }, found) : null;
}

/** Acts as this customer from here on. */
export function asVisitor(
  { ctx, inbox }: Pick<OpenInbox, "ctx" | "inbox">,
  { link, contact }: Pick<Visitor, "link" | "contact">,
): Visitor {
  const actor = { kind: "contact", contactId: contact.id, contactInboxId: link.id, name: contact.name } as const;
  return { ctx: { ...ctx, actor }, inbox, link, contact };
}

/** A customer of an API inbox. @throws not_found */
export async function openPublicVisitor(
  ctx: Context,
  input: { inbox_identifier: string; contact_identifier: string },
): Promise<Visitor> {
  const visitor = await findVisitor(await openPublicInbox(ctx, input), input.contact_identifier);
  if (!visitor) throw notFound(`contact ${input.contact_identifier}`);
  return visitor;
}

/** @throws not_found, also for inboxes of suspended accounts */
export async function openPublicInbox(ctx: Context, input: { inbox_identifier: string }): Promise<OpenInbox> {
  const open = await openInbox(ctx, input.inbox_identifier, "public_api");
  if (open.isSuspended) throw notFound(`inbox ${input.inbox_identifier}`);
  return open;
}
