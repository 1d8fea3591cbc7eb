import { and, asc, eq, isNull } from "drizzle-orm";
import { contactInboxes, contacts } from "#db/schema/contacts.ts";
import { inboxes } from "#db/schema/inboxes.ts";
import { isChannelError } from "../../channels/channel.ts";
import { AppError } from "../../platform/app-error.ts";
import { type AccountContext, database, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { getContactRow } from "../contacts/queries.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { applyGroupEvent } from "./apply-group-event.ts";
import { syncGroupJob } from "./jobs.ts";

/** A group is not asked for again within this time, in seconds (contract, groups §4). */
const COOL_DOWN = 15 * 60;

/**
 * Asks for a group to be read from its provider. What is new arrives as events.
 *
 * @throws not_found, bad_request for a contact that is no group
 */
export async function requestGroupSync(ctx: AccountContext, input: { id: number }): Promise<void> {
  authorize(canEditContacts(ctx));
  const row = await getContactRow(ctx, input.id);
  if (row.groupType !== "group" || !row.identifier)
    throw new AppError("bad_request", { public: "Contact is not a valid group" });
  if (isFresh(row.additionalAttributes)) return;
  const payload = { account_id: ctx.accountId, contact_id: row.id };
  await transaction(ctx, async (tx) => tx.enqueue(syncGroupJob, payload, { key: `sync_group:${row.id}` }));
}

/**
 * Reads a group from its provider: facts, settings and all members, which end the memberships of who is not there any more
 * (contract, groups §4). Nothing happens for a group that was read within 15 minutes or that we left; a provider's error is
 * logged, the next opening of the group tries again.
 */
export async function syncGroup(of: { accountId: number; contactId: number }): Promise<void> {
  const ctx = systemContext(of.accountId, "sync_group");
  const group = await findGroup(ctx, of.contactId);
  if (!group || group.attributes.group_left === true || isFresh(group.attributes)) return;
  const inbox = await findConnectedInbox(ctx, group.inboxId);
  const askedAt = Date.now();
  const snapshot = await inbox?.channel.actions
    .groupMembers?.(group.sourceId, inbox.settings)
    .catch((error: unknown) => {
      if (!isChannelError(error)) throw error;
      runtime().log.info({ ...of, err: error }, "a group could not be read");
      return undefined;
    });
  if (!inbox || !snapshot) return;
  await transaction(ctx, async (tx) => {
    await applyGroupEvent(tx, inbox, {
      type: "group",
      id: group.id,
      ...snapshot,
      membersAreComplete: true,
      at: askedAt,
    });
    await changeContact(tx, of.contactId, (row) => ({
      additionalAttributes: { ...row.additionalAttributes, group_last_synced_at: Math.floor(askedAt / 1000) },
    }));
  });
}

const isFresh = ({ group_last_synced_at: last }: Record<string, unknown>): boolean =>
  typeof last === "number" && last > Date.now() / 1000 - COOL_DOWN;

/** The group under the name its first inbox has for it; null for a contact that is no group or in no inbox. */
async function findGroup(ctx: AccountContext, contactId: number) {
  const [row] = await database(ctx)
    .select({
      id: contacts.identifier,
      attributes: contacts.additionalAttributes,
      inboxId: contactInboxes.inboxId,
      sourceId: contactInboxes.sourceId,
    })
    .from(contacts)
    .innerJoin(
      contactInboxes,
      and(eq(contactInboxes.accountId, contacts.accountId), eq(contactInboxes.contactId, contacts.id)),
    )
    .innerJoin(
      inboxes,
      and(
        eq(inboxes.accountId, contactInboxes.accountId),
        eq(inboxes.id, contactInboxes.inboxId),
        isNull(inboxes.deletedAt),
      ),
    )
    .where(and(eq(contacts.accountId, ctx.accountId), eq(contacts.id, contactId), eq(contacts.groupType, "group")))
    .orderBy(asc(contactInboxes.id))
    .limit(1);
  return row?.id ? { ...row, id: row.id } : null;
}
