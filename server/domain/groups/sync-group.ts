import { isChannelError } from "../../channels/channel-error.ts";
import { AppError } from "../../platform/app-error.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { getContactRow } from "../contacts/queries.ts";
import { applyGroupEvent, type GroupEvent } from "./apply-group-event.ts";

import type * as contract from "./contract.ts";
import { findGroup, type OpenGroup } from "./find-group.ts";
import { fetchGroupPictureJob, syncGroupJob } from "./jobs.ts";
import { tellThread } from "./tell-thread.ts";

/** A group is not asked for again within this time, in seconds (contract, groups §4). */
const COOL_DOWN = 15 * 60;

/**
 * Asks for a group to be read from its provider. What is new arrives as events.
 *
 * @throws not_found, bad_request for a contact that is no group
 */
export async function requestGroupSync(ctx: AccountContext, input: Input<typeof contract.syncGroup>): Promise<void> {
  authorize(canEditContacts(ctx));
  const row = await getContactRow(ctx, input.id);
  if (row.groupType !== "group" || !row.identifier)
    throw new AppError("bad_request", { public: "Contact is not a valid group" });
  const force = input.force === true;
  if (!force && isFresh(row.additionalAttributes)) return;
  const payload = { account_id: ctx.accountId, contact_id: row.id, force };
  await transaction(ctx, async (tx) => tx.enqueue(syncGroupJob, payload, { key: `sync_group:${row.id}` }));
}

interface SyncRequest {
  accountId: number;
  contactId: number;
  /** Also when it was read a moment ago, or when we left: we may have come back unnoticed. */
  force?: boolean;
  /** Facts and members only. */
  isSoft?: boolean;
}

/**
 * Reads a group from its provider: facts, settings and all members, which end the memberships of who is not there any more; unless soft
 * also invite link, join requests and picture, whose failures are of no consequence (contract, groups §4). Nothing happens for a group
 * that was read within 15 minutes or that we left, unless forced; a provider's error is logged, the next opening of the group tries again.
 */
export async function syncGroup({ accountId, contactId, force = false, isSoft = false }: SyncRequest): Promise<void> {
  const ctx = systemContext(accountId, "sync_group");
  const group = await findGroup(ctx, contactId);
  const attributes = group?.contact.additionalAttributes ?? {};
  if (!group || (!force && (attributes.group_left === true || isFresh(attributes)))) return;
  const askedAt = Date.now();
  const snapshot = await attempt(group, () =>
    group.inbox.channel.actions.groupMembers?.(group.sourceId, group.inbox.settings),
  );
  if (!snapshot) return;
  const { inviteCode, requests } = isSoft ? {} : await readMore(group, snapshot.inviteCode);
  const asking = (requests ?? []).map(({ person }) => ({ person, change: "request" as const }));
  const members = [...snapshot.members, ...asking];
  const event: GroupEvent = {
    type: "group",
    id: group.jid,
    ...snapshot,
    ...(inviteCode && { inviteCode }),
    members,
    membersAreComplete: true,
    at: askedAt,
  };
  await transaction(ctx, async (tx) => {
    const { activities } = await applyGroupEvent(tx, group.inbox, event, {
      requestsAreComplete: requests !== undefined,
      attributes: {
        group_last_synced_at: Math.floor(askedAt / 1000),
        // Whether we are back is seen by our number being among the members.
        ...(attributes.group_left !== true && { group_left: false }),
      },
    });
    await tellThread(tx, group, activities);
    tx.emit("group.members_changed", { contact_id: contactId });
    if (!isSoft && group.contact.avatarKey === null)
      tx.enqueue(fetchGroupPictureJob, { account_id: accountId, contact_id: contactId });
  });
}

const isFresh = ({ group_last_synced_at: last }: Record<string, unknown>): boolean =>
  typeof last === "number" && last > Date.now() / 1000 - COOL_DOWN;

/** Invite link and join requests, as far as the channel has them and we may see them: both are for admins. */
async function readMore(group: OpenGroup, known: string | undefined) {
  const { channel, settings } = group.inbox;
  const inviteCode = known ?? (await attempt(group, () => channel.groups?.inviteCode?.(group.sourceId, settings)));
  const requests = await attempt(group, () => channel.groups?.joinRequests?.(group.sourceId, settings));
  return { inviteCode, requests };
}

/** Undefined when the provider refused or is away. */
async function attempt<T>(group: OpenGroup, ask: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!isChannelError(error)) throw error;
    runtime().log.info({ contactId: group.contact.id, err: error }, "a group could not be read");
    return undefined;
  }
}
